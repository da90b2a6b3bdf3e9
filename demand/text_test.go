package demand

import (
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"":                  "",
		"Zelenskyy":         "zelenskyy",
		"Süddeutsche":       "suddeutsche",
		"Su\u0308ddeutsche": "suddeutsche",
		"ﬁnal ½":            "final 1⁄2",
		"İstanbul":          "istanbul",
		"ΑΘΉΝΑ":             "αθηνα",
		"Зеленський, Київ":  "зеленськии, киів",
		"Łódź":              "łodz", // ł has no decomposition
		"a\xffb":            "a\ufffdb",
		"ａｂｃ\u00a0ＤＥＦ":      "abc def",
	} {
		if got := Fold(in); got != norm.NFKD.String(want) && got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string][]string{
		"":                               {},
		" … – ":                          {},
		"“Root causes”: Kyiv’s NATO-bid": {"root", "causes", "kyiv", "s", "nato", "bid"},
		"Übung 2025/08":                  {"ubung", "2025", "08"},
		"Вийти з Донбасу":                {"виити", "з", "донбасу"},
	} {
		if got := Words(in); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFoldingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Fatalf("%q folds to %q and then to %q", s, once, twice)
		}
		if composed := Fold(norm.NFC.String(s)); composed != once {
			t.Fatalf("%q folds to %q, composed to %q", s, once, composed)
		}
		for _, w := range Words(s) {
			if got := Words(w); !slices.Equal(got, []string{w}) {
				t.Fatalf("the word %q has the words %q", w, got)
			}
		}
	})
}

func TestFoldEveryCharacterOnce(t *testing.T) {
	for r := rune(0); r <= 0x10FFFF; r++ {
		if once := Fold(string(r)); Fold(once) != once {
			t.Errorf("%q (%U) folds to %q and then to %q", r, r, once, Fold(once))
		}
	}
}
