package query

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
)

func TestTierOf(t *testing.T) {
	const name, summary, quoted = 0, 1, 2
	for _, c := range []struct {
		text   string
		of     int
		sought string
		want   Tier
	}{
		{"Vladimir Putin", name, "vladimir putin", ExactName},
		{"Vladimir Putin", name, "Vladimir-Putin!", ExactName},
		{"Vladimir Putin", name, `"Vladimir Putin"`, ExactName},
		{"Vladimir Putin", name, "Володимир Путин", SameName},
		{"Vladimir Putin", name, "vlad", NameBegins},
		{"Vladimir Putin", name, "putin", WordsInName},
		{"Vladimir Putin", name, "putin vladimir", WordsInName},
		{"Vladimir Putin", name, "put", WordsAlike},
		{"Vladimir Putin", name, "putin vlad", WordsAlike},
		{"Vladimir Putin", name, "vlad putin", NoMatch}, // only the last word goes on
		{"Vladimir Putin", name, "Путін", WordsAlike},
		{"Vladimir Putin", name, `"putin vladimir"`, NoMatch},
		{"Vladimir Putin", name, "p", NoMatch},
		{"Kyiv", name, "Kiev", SameName},
		{"Київ", name, "Киев", SameName},
		{"Київ", name, "kie", WordsAlike},
		{"Київ", name, `"Kiev"`, NoMatch}, // a phrase is as it is written
		{"Kyiv Oblast", name, "kiev obl", WordsAlike},
		{"No NATO for Ukraine", summary, "ukraine nato", WordsInName},
		{"No NATO for Ukraine", summary, "no nato for ukraine", WordsInName},
		{"No NATO for Ukraine", summary, "no nato for ukr", WordsAlike},
		{"No NATO for Ukraine", summary, `"nato for" no`, WordsInName},
		{"No NATO for Ukraine", summary, `"for nato"`, NoMatch},
		{"Russia leaves Kyiv", summary, "Киев", WordsAlike},
		{"They hold the town", summary, "gold", NoMatch}, // no name
		{"the root causes", quoted, "root causes", WordsQuoted},
		{"the root causes", quoted, "root cause", NoMatch},
		{"the root causes", quoted, `"root causes`, WordsQuoted},
		{"the root causes", quoted, "“root causes”", WordsQuoted},
		{"talks in Kiev", quoted, "kyiv talks", QuotedAlike},
		{"anything", name, "-", NoMatch},
	} {
		if got := TierOf(demand.SearchWords(c.text, c.of == name), c.of == name, c.of == quoted, Seek(c.sought)); got != c.want {
			t.Errorf("%q in %q: tier %d, want %d", c.sought, c.text, got, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, sought, want string }{
		{"What Moscow means by root causes", "ROOT moscow", "[Moscow root]"},
		{"Київ, Kiev and kiev", "kyiv", "[Київ Kiev]"}, // the last is no name as it stands
		{"In Слов'янськ today", "slavyansk", "[Слов'янськ]"},
		{"In Слов'янськ today", "слов", "[Слов'янськ]"},
		{"the root causes of the root", `"root causes"`, "[root causes]"},
		{"Élysée élysées", "elys", "[Élysée élysées]"},
		{"Élysée élysées", "elys paris", "[]"},
		{"nothing", "x", "[]"},
	} {
		found := []string{}
		for _, s := range Seek(c.sought).Find(c.text, false, false) {
			found = append(found, c.text[s.Start:s.End])
		}
		if got := fmt.Sprint(found); got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.sought, c.text, got, c.want)
		}
	}
}

// Where a text matches, something is found in it for each term, and the other way round.
func TestFindAgreesWithTheTier(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"Kyiv", "Kiev", "kie", "Київ", "ки", "root", "ro", "Слов'янськ", "слов", "the", `"`, "·", "Lugansk", "Luhans'k"}), 0, 6)
	rapid.Check(t, func(t *rapid.T) {
		text, sought := strings.Join(words.Draw(t, "text"), " "), Seek(strings.Join(words.Draw(t, "sought"), " "))
		kind := rapid.IntRange(0, 2).Draw(t, "kind")
		named, quote := kind == 0, kind == 2
		matches := len(sought.Terms) > 0
		for _, term := range sought.Terms {
			one := &Sought{Terms: []Term{term}}
			matches = matches && len(one.Find(text, named, quote)) > 0
		}
		if tier := TierOf(demand.SearchWords(text, named), named, quote, sought); (tier != NoMatch) != matches {
			t.Fatalf("%q: tier %d, found %v", text, tier, matches)
		}
		last := 0
		for _, s := range sought.Find(text, named, quote) {
			if s.Start < last || s.End <= s.Start {
				t.Fatalf("span %v after %d", s, last)
			}
			last = s.End
		}
	})
}
