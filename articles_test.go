package main

import (
	"fmt"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
	"demandgraph/store/storetest"
)

const talks = "Vladimir Putin demanded that Ukraine withdraw from the Donbas. Ukraine refused to leave the Donbas on Friday evening."

// task is a Label Studio export of one task, by an annotator.
func task(text, url string, annotator int) string {
	meta := ""
	if url != "" {
		meta = fmt.Sprintf(`, "url": %q`, url)
	}
	return fmt.Sprintf(`[{"id": 7, "data": {"text": %q%s}, "annotations": [{"id": 1, "completed_by": %d, "result": [
		{"id": "a", "type": "labels", "from_name": "label", "to_name": "text", "value": {"start": 0, "end": 14, "text": "Vladimir Putin", "labels": ["Actor"]}}]}]}]`, text, meta, annotator)
}

// articleKeys are the keys of a store's articles.
func articleKeys(t *testing.T, s store.Store) string {
	t.Helper()
	kind, _ := demand.KindOf(demand.KindArticle)
	q := &query.Query{Params: []any{int64(100)}, List: &query.List{Kind: kind.Name, Rows: true, Access: query.Everything, Order: query.Order{By: "key"},
		Page: query.Page{Size: 0, After: query.NoParam, Before: query.NoParam}, Select: &query.Selection{Kind: kind.Name, Props: demand.Common[:1]}}}
	a, err := s.Read(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, item := range a.Page.Items {
		keys = append(keys, item.Node.Key)
	}
	return strings.Join(keys, " ")
}

// TestOneArticle loads the same article from two files, in one run and in two, in either
// order, and again: it is one article, and loading again changes nothing.
func TestOneArticle(t *testing.T) {
	const url, spelt = "https://news.example/talks", "HTTPS://News.example:443/talks#top"
	native := func(head string) string {
		return fmt.Sprintf("article: {%s, text: %q}\nactors: [{key: ukraine, name: Ukraine, type: STATE}]\ndemands: [{key: d, summary: D, addressees: [ukraine]}]\npositions: [{actor: ukraine, kind: REJECTS, demand: d, evidence: [{exact: Ukraine refused}]}]\n", head, talks)
	}
	brat := map[string]string{"plain.txt": talks, "plain.ann": "T1\tActor 0 14\tVladimir Putin\n"}
	for _, c := range []struct {
		name          string
		first, second map[string]string
		one           bool
	}{
		{"two addresses spelt differently", map[string]string{"a.yaml": native("url: \"" + spelt + "\", title: T")}, map[string]string{"b.json": task(talks, url, 1)}, true},
		{"no addresses", brat, map[string]string{"other.json": task(talks, "", 1)}, true},
		{"an address and none", map[string]string{"a.json": task(talks, url, 1)}, brat, true},
		{"a key and a URL", map[string]string{"a.yaml": native("key: my-talks, url: \"" + url + "\"")}, map[string]string{"b.json": task(talks, url, 1)}, true},
		{"a key, and nothing but the text", map[string]string{"a.yaml": native("key: my-talks")}, brat, true},
		{"a title, and nothing but the text", map[string]string{"a.yaml": native("title: Talks, publisher: Example")}, brat, true},
		{"two addresses", map[string]string{"a.json": task(talks, url, 1)}, map[string]string{"b.json": task(talks, url+"-2", 2)}, false},
		{"two texts", brat, map[string]string{"b.json": task(talks+" It rained.", "", 1)}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			both := map[string]string{}
			for _, files := range []map[string]string{c.first, c.second} {
				for name, text := range files {
					both[name] = text
				}
			}
			a, b, all := folder(t, c.first), folder(t, c.second), folder(t, both)
			for name, runs := range map[string][]string{"at once": {all}, "in this order": {a, b}, "in the other": {b, a}} {
				url := stores["sqlite"](t)
				for _, paths := range runs {
					ended(t, exitOK, "load", "--store", url, "--rejects=", "--review", t.TempDir()+"/review.yaml", paths)
				}
				s := storeAt(t, url)
				if keys := articleKeys(t, s); (len(strings.Fields(keys)) == 1) != c.one {
					t.Errorf("%s: the articles are %s", name, keys)
				}
				version, err := s.Version(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				ended(t, exitOK, "load", "--store", url, "--rejects=", "--review", t.TempDir()+"/review.yaml", all)
				if now, err := s.Version(t.Context()); err != nil || now != version {
					t.Errorf("%s: loading once more wrote version %d after %d, %v", name, now, version, err)
				}
			}
		})
	}
}

// Two keys that people gave to one address are refused, and both named.
func TestTwoKeysOfOneArticle(t *testing.T) {
	one := folder(t, map[string]string{"one.yaml": "article: {key: one, url: \"https://news.example/a\", title: A}"})
	two := folder(t, map[string]string{"two.yaml": "article: {key: two, url: \"https://news.example/a#b\", title: A}"})
	url := stores["sqlite"](t)
	ended(t, exitOK, "load", "--store", url, "--rejects=", one)
	_, errs := ended(t, exitRejected, "load", "--store", url, "--rejects=", two)
	if !strings.Contains(errs, "two.yaml:1:") || !strings.Contains(errs, "the key is two here, but the article with the same URL is one in the graph") {
		t.Error(errs)
	}
	want := stores["sqlite"](t)
	_, errs = ended(t, exitRejected, "load", "--store", want, "--rejects=", one, two)
	if !strings.Contains(errs, "is one in "+one) {
		t.Error(errs)
	}
	storetest.Same(t, storeAt(t, url), storeAt(t, want))
}
