package linking

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/gazetteer"
	"demandgraph/loaders"
	gazetteerfiles "demandgraph/loaders/gazetteer"
	"demandgraph/loaders/native"
)

// named is a name with what it stands for by a person's judgement.
type named struct {
	kind  demand.NodeKind
	words string
	keys  []string // any of them is right; none where it stands for nothing known
	on    demand.Date
	in    string // key of the article
}

// accuracy counts what became of names.
type accuracy struct {
	names, known         int // known stand for something that is known
	right, wrong, missed int // missed are known and have no node
	apart                int // of those not linked, ambiguous: left to a person
}

// String is a row of the table in README.md, without the name of the set.
func (a accuracy) String() string {
	share := func(n, of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.3f", float64(n)/float64(of))
	}
	return fmt.Sprintf("%d | %d | %d | %d | %d | %d | %s | %s", a.names, a.known, a.right, a.wrong, a.missed, a.apart, share(a.right, a.right+a.wrong), share(a.right, a.known))
}

// measure links names that fill a role, each article's with its own review. A link is what leads
// to a node that was known before; a node made of the name is none.
func measure(t *testing.T, x *Index, all []named) (a accuracy) {
	t.Helper()
	for _, n := range all {
		r := (&Linker{Index: x}).Link(Name{Kind: n.kind, Words: n.words, Roles: []string{"Actor"}, Article: n.in, Date: n.on})
		k := x.node(n.kind, r.Key)
		if k != nil && k.madeOfName() {
			r.Key = ""
		}
		a.names++
		if len(n.keys) > 0 {
			a.known++
		}
		switch {
		case r.Key != "" && slices.Contains(n.keys, r.Key):
			a.right++
		case r.Key != "":
			a.wrong++
			t.Logf("wrong: %s %q is %s, not %v", n.kind, n.words, r.Key, n.keys)
		case r.Reason == Ambiguous:
			a.apart++
			fallthrough
		default:
			if len(n.keys) > 0 {
				a.missed++
				t.Logf("missed: %s %q %s %s", n.kind, n.words, n.keys, r.Reason)
			}
		}
	}
	return a
}

// seed knows the gazetteer as a load does, and what files of the native format describe.
func seed(t *testing.T, described ...string) *Index {
	t.Helper()
	x := &Index{}
	sources, err := loaders.WalkFS(gazetteer.Files, "gazetteer")
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range sources {
		err := gazetteerfiles.Loader{}.Read(t.Context(), src, func(r *loaders.Record) error {
			x.AddDocument(r.Document, FromGazetteer)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, doc := range documents(t, described...) {
		x.AddDocument(doc, FromImport)
	}
	return x
}

// documents are those of files of the native format.
func documents(t *testing.T, paths ...string) (all []*change.Document) {
	t.Helper()
	if len(paths) == 0 {
		return nil
	}
	sources, err := loaders.Walk(paths)
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range sources {
		if !strings.HasSuffix(src.Name, ".yaml") {
			continue
		}
		err := native.Loader{}.Read(t.Context(), src, func(r *loaders.Record) error {
			if len(r.Problems) > 0 {
				t.Fatal(r.Problems)
			}
			all = append(all, r.Document)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// mentioned are the mentions of actors and regions in documents, with the keys of those that an
// index knows.
func mentioned(x *Index, docs []*change.Document) (all []named) {
	for _, d := range docs {
		for _, m := range d.Mentions {
			for kind, keys := range map[demand.NodeKind][]string{demand.KindActor: m.Actors, demand.KindRegion: m.Regions} {
				if len(keys) == 0 {
					continue
				}
				n := named{kind: kind, words: m.Annotation.Exact, on: d.Article.PublishedAt, in: d.Article.Key}
				for _, key := range keys {
					if x.node(kind, key) != nil {
						n.keys = append(n.keys, key)
					}
				}
				all = append(all, n)
			}
		}
	}
	slices.SortFunc(all, func(a, b named) int { return strings.Compare(a.in+a.words, b.in+b.words) })
	return all
}

// ploverFile is the gold standard of PLOVER, which is not part of the repository.
const ploverFile = "../../../shared/data/plover-gsr/plover-gsr.json"

// ploverNames are the actors of the gold standard with the states of their codes, and its places with
// what testdata/plover-places.tsv says of them.
func ploverNames(t *testing.T, x *Index) (actors, places []named) {
	t.Helper()
	raw, err := os.ReadFile(ploverFile)
	if err != nil {
		t.Skip("the gold-standard records of PLOVER are not here: ", err)
	}
	var records []struct {
		ID             string
		Source, Target json.RawMessage
		EventLoc       struct{ Name string }
	}
	if err := json.Unmarshal(raw, &records); err != nil {
		t.Fatal(err)
	}
	where := placesByHand(t, x)
	for _, r := range records {
		for _, list := range []json.RawMessage{r.Source, r.Target} {
			var all []struct{ ActorText, Code, Sector string }
			if json.Unmarshal(list, &all) != nil { // an empty string for none
				continue
			}
			for _, a := range all {
				n := named{kind: demand.KindActor, words: a.ActorText, in: r.ID}
				if state := x.byID[demand.Ref{Kind: demand.KindActor, Key: "iso:" + a.Code}]; len(state) == 1 && a.Sector == "" {
					n.keys = []string{state[0].Key}
				}
				actors = append(actors, n)
			}
		}
		if name := r.EventLoc.Name; name != "" {
			keys, said := where[name]
			if !said {
				t.Errorf("nothing says what %q is", name)
			}
			places = append(places, named{kind: demand.KindRegion, words: name, keys: keys, in: r.ID})
		}
	}
	return actors, places
}

// placesByHand reads what the places stand for.
func placesByHand(t *testing.T, x *Index) map[string][]string {
	t.Helper()
	file, err := os.Open("testdata/plover-places.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.FieldsPerRecord = '\t', 2
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, row := range rows[1:] {
		all[row[0]] = strings.Fields(row[1])
		for _, key := range all[row[0]] {
			if x.node(demand.KindRegion, key) == nil {
				t.Errorf("%s: the gazetteer has no region %s", row[0], key)
			}
		}
	}
	return all
}

// once are different names only.
func once(all []named) []named {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(all), func(n named) bool {
		is := fmt.Sprint(n.kind, n.words, n.keys)
		was := seen[is]
		seen[is] = true
		return was
	})
}

// TestAccuracy measures precision and recall, and holds README.md to the figures.
func TestAccuracy(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	check := func(t *testing.T, set string, a accuracy) {
		t.Helper()
		row := fmt.Sprintf("| %s | %s |", set, a)
		t.Log(row)
		if !strings.Contains(string(readme), row) {
			t.Errorf("README.md does not have: %s", row)
		}
	}
	const examples, reference, corpus = "../../examples", "../../examples/00-reference.yaml", "../../testdata/formats/native"
	t.Run("own", func(t *testing.T) {
		docs := documents(t, examples, corpus)
		x := seed(t)
		check(t, "own articles, gazetteer alone", measure(t, x, mentioned(x, docs)))
		x = seed(t, reference)
		check(t, "own articles, gazetteer and a file of actors", measure(t, x, mentioned(x, docs)))
	})
	t.Run("PLOVER", func(t *testing.T) {
		x := seed(t)
		actors, places := ploverNames(t, x)
		check(t, "PLOVER actors", measure(t, x, actors))
		check(t, "PLOVER actors, different names", measure(t, seed(t), once(actors)))
		check(t, "PLOVER places", measure(t, seed(t), places))
	})
}
