package annotated

import (
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

func TestConvertOffsets(t *testing.T) {
	const text = "😀 Kyiv asked\r\nLviv"
	for _, c := range []struct {
		name   string
		unit   Unit
		fixed  bool
		spans  []Span
		want   []string // words of each span; nil where it has a problem
		warned string
	}{
		{"format's unit", CodePoints, false, []Span{{Quote: "Kyiv", Pieces: []Piece{{2, 6}}}}, []string{"Kyiv"}, ""},
		{"another unit", CodePoints, false, []Span{{Quote: "Kyiv", Pieces: []Piece{{3, 7}}}, {Quote: "asked Lviv", Pieces: []Piece{{8, 19}}}},
			[]string{"Kyiv", "asked\r\nLviv"}, "all do in utf16"},
		{"CRLF as one", CodePoints, false, []Span{{Quote: "Lviv", Pieces: []Piece{{13, 17}}}}, []string{"Lviv"}, "CRLF"},
		{"no unit fits all", CodePoints, false, []Span{{Quote: "Kyiv", Pieces: []Piece{{3, 7}}}, {Quote: "asked", Pieces: []Piece{{7, 12}}}}, []string{"yiv ", "asked"}, ""},
		{"fixed", CodePoints, true, []Span{{Quote: "Kyiv", Pieces: []Piece{{3, 7}}}}, []string{"yiv "}, ""},
		{"inside a character", UTF16, true, []Span{{Pieces: []Piece{{1, 7}}}}, []string{""}, ""},
		{"beyond the text", CodePoints, true, []Span{{Pieces: []Piece{{3, 70}}}}, []string{""}, ""},
		{"backwards", CodePoints, true, []Span{{Pieces: []Piece{{3, 3}}}}, []string{""}, ""},
		{"no quotes", UTF16, false, []Span{{Pieces: []Piece{{3, 7}}}}, []string{"Kyiv"}, "does not say in what it counts"},
		{"two pieces", CodePoints, false, []Span{{Quote: "Kyiv Lviv", Pieces: []Piece{{2, 6}, {14, 18}}}}, []string{"Kyiv Lviv"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &Document{Text: text, Spans: c.spans}
			d.ConvertOffsets(c.unit, c.fixed)
			bad := 0
			for i, s := range d.Spans {
				if got := NewText(text).Join(s.Pieces); got != c.want[i] {
					t.Errorf("span %d is %q, want %q", i, got, c.want[i])
				}
				if c.want[i] == "" {
					bad++
				}
			}
			if len(d.Problems) != bad {
				t.Errorf("problems: %v", d.Problems)
			}
			var warned []string
			for _, w := range d.Warnings {
				warned = append(warned, w.Message)
			}
			if got := strings.Join(warned, "\n"); !strings.Contains(got, c.warned) || (c.warned == "") != (got == "") {
				t.Errorf("warnings %q, want %q", got, c.warned)
			}
		})
	}
}

// Whatever a file counts in, quotes that all fit bring back the words.
func TestConvertOffsetsFindsTheUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("abcde \r\né😀🇺🇦中")), 1, 40, -1).Draw(t, "text")
		runes := []rune(text)
		start := rapid.IntRange(0, len(runes)-1).Draw(t, "start")
		end := rapid.IntRange(start+1, len(runes)).Draw(t, "end")
		count := func(to int) int { return len(utf16.Encode(runes[:to])) }
		d := &Document{Text: text, Spans: []Span{{Quote: string(runes[start:end]), Pieces: []Piece{{count(start), count(end)}}}}}
		d.ConvertOffsets(CodePoints, false)
		if got := NewText(text).Join(d.Spans[0].Pieces); len(d.Problems) > 0 || !sameWords(got, d.Spans[0].Quote) {
			t.Fatalf("%q: %q, want %q (%v)", text, got, d.Spans[0].Quote, d.Problems)
		}
	})
}

func TestCheck(t *testing.T) {
	d := &Document{Text: "😀 Kyiv asked\nLviv",
		Spans: []Span{
			{ID: "T1", Label: "Actor", Quote: "Kyiv", Pieces: []Piece{{2, 6}}},
			{ID: "T2", Label: "Demand", Quote: "asked Lviv", Pieces: []Piece{{7, 17}}},
			{ID: "T3", Label: "Actor", Quote: "Kiev", Pieces: []Piece{{2, 6}}},
			{ID: "T4", Label: "Actor", Pieces: []Piece{{2, 6}, {5, 8}}},
			{ID: "T5", Label: "Actor", Pieces: []Piece{{2, 60}}},
			{ID: "T6", Label: "Actor", Pieces: []Piece{{3, 6}}},
		},
		Links: []Link{{ID: "R1", Role: "Actor", Head: 0, Tail: 6}}}
	problems, warnings := d.Check()
	var got []string
	for _, p := range append(problems, warnings...) {
		got = append(got, p.Message)
	}
	want := []string{
		`T3 (Actor): the file quotes "Kiev", but the text has "Kyiv" at 2-6`,
		`T4 (Actor): its pieces 2-6 and 5-8 overlap or are not in order`,
		`T5 (Actor): end is 60, but the text has 17 code points`,
		`R1 (Actor): an end of the link is no span of the document`,
		`T6 (Actor): one span begins or ends inside a word, the first is "yiv" at 3-6; the text has characters that tools count differently, so the offsets may be shifted`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
