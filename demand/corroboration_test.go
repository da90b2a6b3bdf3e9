package demand

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"pgregory.net/rapid"
)

func TestCorroborate(t *testing.T) {
	sum := sha256.Sum256([]byte("Kyiv said no."))
	for _, tt := range []struct {
		name                 string
		sources              []Source
		articles, publishers int
	}{
		{"none", nil, 0, 0},
		{"the same URL, written differently", []Source{{Key: "a", URL: "https://News.example/x", Publisher: "News"}, {Key: "b", URL: "HTTPS://news.example:443/x#top", Publisher: "News"}}, 1, 1},
		{"another query is another article", []Source{{URL: "https://news.example/?id=1"}, {URL: "https://news.example/?id=2"}}, 2, 0},
		{"the same text under two URLs", []Source{{URL: "https://a.example/", Text: "x"}, {URL: "https://b.example", Text: "x"}}, 2, 0},
		{"the same text without URLs", []Source{{Key: "a", Text: "Kyiv said no."}, {Key: "b", SHA256: hex.EncodeToString(sum[:])}}, 1, 0},
		{"neither URL nor text", []Source{{Key: "a"}, {Key: "b"}, {Key: "b"}}, 2, 0},
		{"publishers by folded name", []Source{{Key: "a", Publisher: "Süddeutsche  Zeitung"}, {Key: "b", Publisher: " suddeutsche zeitung"}, {Key: "c"}}, 3, 1},
	} {
		if got := Corroborate(tt.sources); got.Articles != tt.articles || got.Publishers != tt.publishers {
			t.Errorf("%s: %+v, want %d and %d", tt.name, got, tt.articles, tt.publishers)
		}
	}
}

func TestCanonicalURL(t *testing.T) {
	for in, want := range map[string]string{
		"":                              "",
		" https://News.Example/A/b#c ":  "https://news.example/A/b",
		"http://news.example:80/":       "http://news.example",
		"http://news.example:443/":      "http://news.example:443",
		"https://news.example/a/?b=C":   "https://news.example/a/?b=C",
		"https://news.example/%41%2Fb":  "https://news.example/%41%2Fb",
		"https://news.example/? #x":     "https://news.example?",
		"urn:isbn:123":                  "urn:isbn:123",
		"not a url":                     "not a url",
		"https://news.example/%zz#frag": "https://news.example/%zz#frag",
	} {
		if got := CanonicalURL(in); got != want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", in, got, want)
		}
		if again := CanonicalURL(want); again != want {
			t.Errorf("CanonicalURL(%q) = %q", want, again)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		once := CanonicalURL("https://" + rapid.String().Draw(t, "rest"))
		if twice := CanonicalURL(once); twice != once {
			t.Fatalf("%q becomes %q", once, twice)
		}
	})
}
