package plover

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestSpans(t *testing.T) {
	for _, test := range []struct {
		name, sentence, marked string
		want                   []string // tag: words
	}{
		{"simple", "Ann asked Bob.", "(SRC: Ann) (EVT: asked) (TAR:Bob).", []string{"SRC: Ann", "EVT: asked", "TAR: Bob"}},
		{"nested", "They met in Oslo.", "They (EVT: met) (LOC: in (TAR: Oslo)).", []string{"EVT: met", "TAR: Oslo", "LOC: in Oslo"}},
		{"own parentheses", "The Front (F) left.", "The (SRC: Front (F)) (EVT: left).", []string{"SRC: Front (F)", "EVT: left"}},
		{"own parentheses without marks", "Ann (again) left.", "(SRC: Ann) (again) left.", []string{"SRC: Ann"}},
		{"closed by nothing opened", "Ann opened it.", "(SRC: Ann) opened) (TAR: it).", []string{"SRC: Ann", "TAR: it"}},
		{"never closed", "Ann left Oslo.", "(SRC: Ann) (EVT: left (LOC: Oslo).", []string{"SRC: Ann", "LOC: Oslo"}},
		{"other words", "Ann left Oslo.", "(SRC: Anne) (EVT: left) (LOC: in Oslo).", []string{"EVT: left"}},
		{"part of a word", "Anne left.", "(SRC: Ann)e left.", nil},
		{"not one piece", "Ann and the Bobs left.", "(SRC: Ann the Bobs) (EVT: left).", []string{"EVT: left"}},
		{"the same words twice", "Oslo asked Oslo.", "Oslo asked (TAR: Oslo).", []string{"TAR: Oslo"}},
		{"spaces", "Ann  asked\tBob.", "(SRC: Ann ) (EVT: asked  Bob).", []string{"SRC: Ann", "EVT: asked\tBob"}},
		{"beyond ASCII", "„Ærø“ asked Žižka.", "„(SRC: Ærø)“ asked (TAR: Žižka).", []string{"SRC: Ærø", "TAR: Žižka"}},
		{"empty mark", "Ann left.", "Ann (EVT: ) left.", nil},
		{"no markup", "Ann left.", "", nil},
		{"other sentence", "Ann left.", "(SRC: Bob) (EVT: came)", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, s := range spans(test.sentence, test.marked) {
				got = append(got, s.tag+": "+s.exact)
				if at := string([]rune(test.sentence)[s.start:s.end]); at != s.exact {
					t.Errorf("at %d to %d is %q, not %q", s.start, s.end, at, s.exact)
				}
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A sentence that is marked up and otherwise unchanged has all its marked words as spans.
func TestSpansOfUnchangedSentence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"Oslo", "Ærø", "asked", "“it”", "of", "(U.N.)", "a-b"}), 1, 12).Draw(t, "words")
		var marked, want []string
		for _, word := range words {
			if tag := rapid.SampledFrom(append([]string{""}, tags...)).Draw(t, "tag"); tag != "" {
				want = append(want, tag+": "+word)
				word = "(" + tag + ": " + word + ")"
			}
			marked = append(marked, word)
		}
		var got []string
		for _, s := range spans(strings.Join(words, " "), strings.Join(marked, " ")) {
			got = append(got, s.tag+": "+s.exact)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: got %q, want %q", strings.Join(marked, " "), got, want)
		}
	})
}

func FuzzSpans(f *testing.F) {
	f.Add("Ann asked Bob.", "(SRC: Ann) (EVT: asked) (TAR:Bob).")
	f.Add("They met in Oslo.", "They (EVT: met (LOC: in (SRC/TAR: Oslo)).")
	f.Add("„Ærø“ (again).", "„(SRC: Ærø)“ (again)).")
	f.Add(strings.Repeat("a b ", 40), strings.Repeat("(SRC: a", 40)+strings.Repeat(")", 41))
	f.Fuzz(func(t *testing.T, sentence, marked string) {
		if !utf8.ValidString(sentence) || !utf8.ValidString(marked) || len(sentence)+len(marked) > 4000 {
			t.Skip()
		}
		runes := []rune(sentence)
		for _, s := range spans(sentence, marked) {
			if s.start < 0 || s.start >= s.end || s.end > len(runes) || string(runes[s.start:s.end]) != s.exact {
				t.Fatalf("%+v is no span of %q", s, sentence)
			}
			if compact := strings.Join(strings.Fields(s.exact), ""); !strings.Contains(unmarked(marked), compact) {
				t.Fatalf("%q is not in %q", s.exact, marked)
			}
		}
	})
}

// unmarked is a marked-up sentence without markup and white space.
func unmarked(marked string) string {
	plain, _ := parseMarkup(marked)
	return strings.Join(strings.Fields(plain), "")
}
