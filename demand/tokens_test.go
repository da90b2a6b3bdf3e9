package demand

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSearchWords(t *testing.T) {
	for _, c := range []struct {
		text string
		name bool
		want string
	}{
		{"Kyiv", true, "kyiv §kyiv"},
		{"Kiev", true, "kiev §kyiv"},
		{"Київ", true, "киів §kyiv"},
		{"Киев", true, "киев §kyiv"},
		{"Слов'янськ", true, "слов янськ §sloviansk"},
		{"Slavyansk", true, "slavyansk §sloviansk"},
		{"Luhans’k and Lugansk", true, "luhans k and lugansk §luhansk §and §luhansk"},
		{"Володимир Зеленський", true, "володимир зеленськии §volodymyr §zelenski"},
		{"Vladimir Zelensky", true, "vladimir zelensky §volodymyr §zelenski"},
		{"Élysée", true, "elysee §elise"},
		{"hold Kiev, not the gold", false, "hold kiev not the gold §kyiv"}, // no variants of common words
		{"Moscow's l'Ukraine", false, "moscow s l ukraine §mosciv §ukraine"},
		{"о Киеве", false, "о киеве §o §keve"}, // another script may hold a name
		{"北京 2025", true, "北京 2025 §北京 §2025"},
		{"… — !", true, ""},
		{"", true, ""},
	} {
		if got := SearchWords(c.text, c.name); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBegun(t *testing.T) {
	for text, want := range map[string]string{
		"Kie": "kie | kyiv", "Кие": "kie | kyiv", "Lug": "lug luh | ", "Zaporo": "zaporo | zaporizhzhia", "ky": "ky | ", "Kharkov": "harkiv harkov | ",
	} {
		begun, whole := Tokens(text)[0].Begun(text)
		if got := strings.Join(begun, " ") + " | " + strings.Join(whole, " "); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// Tokens hold the words of the text, each where it stands.
func TestTokensHaveTheWordsOfTheText(t *testing.T) {
	letters := rapid.StringOf(rapid.SampledFrom([]rune("aZéйїßﬁ½²№中ʼ'’ -.\u0301§\u00ad9Ⅳ™")))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(letters, rapid.String()).Draw(t, "text")
		var got []string
		last := 0
		for _, token := range Tokens(text) {
			for _, p := range token.Pieces {
				if p.Start < last || p.End <= p.Start || p.End > len(text) {
					t.Fatalf("piece %+v after %d", p, last)
				}
				last = p.End
				if !slices.Equal(Words(text[p.Start:p.End]), p.Words) {
					t.Fatalf("piece %q has %q", text[p.Start:p.End], p.Words)
				}
			}
			got = append(got, token.Words()...)
			if token.Spelling == "" || strings.ContainsAny(token.Spelling, " §") {
				t.Fatalf("spelling %q", token.Spelling)
			}
		}
		if !slices.Equal(got, Words(text)) {
			t.Fatalf("%q has the words %q, not %q", text, Words(text), got)
		}
	})
}
