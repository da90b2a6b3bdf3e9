package loaders_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demandgraph/loaders"
)

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.yaml": withdraw + "actors: [{key: ukrane, name: Ukraine, type: STATE}]\n",
		"b.yaml": "actors: [{key: ukrane, name: Other}]\n",
		"c.yaml": "positions: [{actor: ukrane, kind: REJECTS, demand: withdraw}, {position: nowhere}]\n",
		"d.txt":  "no document",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, _, err := loaders.Check(t.Context(), formats, loaders.Options{Paths: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range found {
		fmt.Fprintln(&b, strings.ReplaceAll(p.String(), filepath.ToSlash(dir)+"/", ""))
	}
	const want = `a.yaml:1:59: unknown actor "ukraine": no document of this import describes it; did you mean "ukrane"?
b.yaml:1:16: name of actor ukrane is "Other" here and "Ukraine" in DIR/a.yaml:2: leave it out in one, or say replaces: true
c.yaml:1:21: actor "ukrane" is described only in DIR/a.yaml:1, which is refused
c.yaml:1:52: demand "withdraw" is described only in DIR/a.yaml:1, which is refused
c.yaml:1:74: unknown position "nowhere": no document of this import describes it
`
	if got := b.String(); got != strings.ReplaceAll(want, "DIR/", "") {
		t.Errorf("got\n%s", got)
	}
}

func TestContradictions(t *testing.T) {
	for _, test := range []struct {
		name   string
		texts  map[string]string
		want   string
		loaded int
	}{
		{"the later is bad", map[string]string{"a.yaml": russia, "b.yaml": "actors: [{key: russia, name: Rossiya, type: STATE}]"},
			"in/b.yaml:1:16: name of actor russia is \"Rossiya\" here and \"Russia\" in in/a.yaml:1: leave it out in one, or say replaces: true\n", 1},
		{"completing", map[string]string{"a.yaml": "actors: [{key: russia, name: Russia}]", "b.yaml": "actors: [{key: russia, type: STATE}]"}, "", 2},
		{"replacing", map[string]string{"a.yaml": russia, "b.yaml": "actors: [{key: russia, name: Rossiya, replaces: true}]"}, "", 2},
		{"replaced by an earlier", map[string]string{"a.yaml": "actors: [{key: russia, name: Rossiya, replaces: true}]", "b.yaml": russia}, "", 2},
		{"within one document", map[string]string{"a.yaml": "actors:\n- {key: russia, name: Russia, type: STATE}\n- {key: russia, name: Rossiya}\n"}, "in/a.yaml:3", 0},
		{"the same article twice", map[string]string{"a.yaml": "article: {key: x, title: X}", "b.yaml": "article: {key: x, title: X}"},
			"in/b.yaml:1: the same article \"x\" with the same annotator is already in in/a.yaml:1\n", 1},
		{"a circle of regions", map[string]string{
			"a.yaml": "regions: [{key: donbas, name: D, type: INFORMAL, partOf: [ukraine]}, {key: ukraine, name: U, type: COUNTRY}]",
			"b.yaml": "regions: [{key: ukraine, partOf: [donbas]}]"},
			"in/b.yaml:1:17: region ukraine would be part of itself: ukraine → donbas → ukraine\n", 1},
		{"only half described", map[string]string{"a.yaml": "actors: [{key: russia, name: Russia}]"}, "in/a.yaml:1:16: actor russia: nothing says its type\n", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openStore(t)
			sum := run(t, s, loaders.Options{Sources: files(t, test.texts)})
			if got := problems(sum); got != test.want && (test.want == "" || !strings.HasPrefix(got, test.want)) {
				t.Errorf("got  %swant %s", got, test.want)
			}
			if sum.Loaded != test.loaded {
				t.Errorf("loaded %d, want %d", sum.Loaded, test.loaded)
			}
			for _, d := range check(t, s) {
				t.Error(d)
			}
		})
	}
}
