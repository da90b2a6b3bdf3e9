package change

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"demandgraph/demand"
)

func same(_ demand.NodeKind, key string) string { return key }

// told are the claims of documents as a store would keep them, by subject.
func told(docs ...*Document) map[demand.Ref][]Claim {
	kept := map[string]Claim{}
	out := map[demand.Ref][]Claim{}
	for _, d := range docs {
		for _, c := range claimsOf(d, same) {
			k, ok := kept[c.ID]
			if !ok {
				k = c.Claim
				k.Imports = map[string]int{}
				kept[c.ID] = k
				out[c.Subject] = append(out[c.Subject], k)
			}
			k.Imports["import of "+d.Source]++
		}
	}
	return out
}

func actorDoc(source string, a Actor) *Document {
	return &Document{Source: source, Format: "native", Path: source, Actors: []Actor{a}}
}

func TestFieldsOfClaimsAreJoined(t *testing.T) {
	claims := told(
		actorDoc("a", Actor{Key: "russia", Name: "Russia", Aliases: []string{"Moscow"}}),
		actorDoc("b", Actor{Key: "russia", Type: "STATE", Aliases: []string{"Kremlin", "Moscow"}}),
	)
	f, conflicts := fold(demand.Ref{Kind: demand.KindActor, Key: "russia"}, claims[demand.Ref{Kind: demand.KindActor, Key: "russia"}])
	if len(conflicts) > 0 {
		t.Fatal(conflicts)
	}
	want := map[string]any{"key": "russia", "name": "Russia", "type": "STATE", "aliases": []string{"Kremlin", "Moscow"}}
	if !reflect.DeepEqual(f.node.Props, want) {
		t.Errorf("got %v, want %v", f.node.Props, want)
	}
	if len(f.node.Edges) != 2 {
		t.Errorf("edges to imports: %v", f.node.Edges)
	}
}

func TestAContradictionIsAConflictUnlessOneReplaces(t *testing.T) {
	ref := demand.Ref{Kind: demand.KindActor, Key: "russia"}
	a := Actor{Key: "russia", Name: "Russia", Type: "STATE"}
	b := Actor{Key: "russia", Name: "Russian Federation"}
	if _, conflicts := fold(ref, told(actorDoc("a", a), actorDoc("b", b))[ref]); len(conflicts) != 1 || conflicts[0].what != "name" {
		t.Errorf("conflicts: %v", conflicts)
	}
	b.Replaces = true
	f, conflicts := fold(ref, told(actorDoc("a", a), actorDoc("b", b))[ref])
	if len(conflicts) > 0 || f.node.Props["name"] != "Russian Federation" {
		t.Errorf("got %v, %v", f, conflicts)
	}
}

func TestAReferenceDoesNotMakeANode(t *testing.T) {
	doc := actorDoc("a", Actor{Key: "vladimir-putin", Name: "Vladimir Putin", Type: "PERSON", Affiliations: []Affiliation{{With: "russia", Role: "LEADS"}}})
	russia := demand.Ref{Kind: demand.KindActor, Key: "russia"}
	claims := told(doc)[russia]
	if len(claims) != 1 {
		t.Fatalf("a reference is a claim of its own: %v", claims)
	}
	if f, conflicts := fold(russia, claims); f != nil || conflicts != nil {
		t.Errorf("got %v, %v", f, conflicts)
	}
}

func TestTwoArticlesThatTellOfOneActMakeOnePosition(t *testing.T) {
	doc := func(article string, certainty demand.Certainty, date string) *Document {
		return &Document{Source: article, Format: "native", Article: &Article{Key: article}, Positions: []Position{{
			Actor: "vladimir-putin", For: "russia", Kind: demand.PositionKindDemands, Demand: "donbas-withdrawal",
			Event: "alaska-summit-2025", Phase: demand.PhaseDuring, Date: demand.MustParseDate(date), Certainty: certainty,
		}}}
	}
	claims := told(doc("one", demand.CertaintyReported, "2025-08-15"), doc("two", demand.CertaintyInferred, "2025-08"))
	var positions []demand.Ref
	for ref := range claims {
		if ref.Kind == demand.KindPosition {
			positions = append(positions, ref)
		}
	}
	if len(positions) != 1 {
		t.Fatalf("positions: %v", positions)
	}
	f, conflicts := fold(positions[0], claims[positions[0]])
	if len(conflicts) > 0 {
		t.Fatal(conflicts)
	}
	p := f.node.Props
	if p["date"] != "2025-08-15" || p["certainty"] != "REPORTED" || p["side"] != "FOR" {
		t.Errorf("got %v", p)
	}
	tellings := map[any]bool{}
	for _, e := range f.node.Edges {
		if e.Kind == demand.EvidencedBy {
			tellings[e.Props["telling"]] = true
		}
	}
	if len(tellings) != 2 || !reflect.DeepEqual(f.articles, []string{"one", "two"}) {
		t.Errorf("tellings %v, articles %v", tellings, f.articles)
	}
}

func TestRequiredFieldsMustBeSaid(t *testing.T) {
	ref := demand.Ref{Kind: demand.KindTopic, Key: "x"}
	doc := &Document{Source: "a", Format: "native", Path: "a", Topics: []Topic{{Key: "x", Description: "something"}}}
	if _, conflicts := fold(ref, told(doc)[ref]); len(conflicts) != 1 || !strings.Contains(conflicts[0].what, "name") {
		t.Errorf("conflicts: %v", conflicts)
	}
}

// What documents made of a name counts as long as nothing else gives what a node needs.
func TestWhatWasMadeOfANameYields(t *testing.T) {
	ref := demand.Ref{Kind: demand.KindActor, Key: "kurt-volker"}
	made := actorDoc("made", Actor{Key: ref.Key, Name: "Kurt Volker", Type: "OTHER", Aliases: []string{"the envoy"}, Review: Unreviewed})
	again := actorDoc("again", Actor{Key: ref.Key, Name: "Kurt Volker", Type: "OTHER", Review: Unreviewed})
	known := actorDoc("known", Actor{Key: ref.Key, Name: "Kurt Volker", Type: "PERSON"})
	part := actorDoc("part", Actor{Key: ref.Key, Description: "An envoy."})
	seen := actorDoc("seen", Actor{Key: ref.Key, Name: "Kurt Volker", Type: "PERSON", Review: Reviewed})
	for _, c := range []struct {
		name string
		docs []*Document
		want map[string]any
	}{
		{"made", []*Document{made, again}, map[string]any{"type": "OTHER", "reviewed": false, "aliases": []string{"the envoy"}}},
		{"described in part", []*Document{made, part}, map[string]any{"type": "OTHER", "reviewed": false, "description": "An envoy."}},
		{"described", []*Document{made, known}, map[string]any{"type": "PERSON", "reviewed": nil, "aliases": []string{}}},
		{"reviewed", []*Document{made, known, seen, again}, map[string]any{"type": "PERSON", "reviewed": true, "aliases": []string{}}},
	} {
		f, conflicts := fold(ref, told(c.docs...)[ref])
		if len(conflicts) > 0 {
			t.Errorf("%s: %v", c.name, conflicts)
			continue
		}
		for name, want := range c.want {
			if got := f.node.Props[name]; !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s is %v, want %v", c.name, name, got, want)
			}
		}
	}
}

// Nothing that is folded depends on the order in which claims were written.
func TestFoldDoesNotDependOnOrder(t *testing.T) {
	ref := demand.Ref{Kind: demand.KindPosition, Key: "p"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "documents")
		docs := make([]*Document, n)
		for i := range docs {
			order := rapid.IntRange(-2, 2).Draw(t, "order")
			docs[i] = &Document{Source: string(rune('a' + i)), Format: "native", Article: &Article{Key: string(rune('a' + i))},
				Positions: []Position{{Key: "p", Actor: "x", Kind: demand.PositionKindRejects, Demand: "d", Order: &order,
					Date:        demand.MustParseDate(rapid.SampledFrom([]string{"2025", "2025-08", "2025-08-15", "2025-09-01"}).Draw(t, "date")),
					Certainty:   rapid.SampledFrom([]demand.Certainty{"ASSERTED", "REPORTED", "INFERRED"}).Draw(t, "certainty"),
					Attribution: rapid.SampledFrom([]string{"", "a source", "officials"}).Draw(t, "attribution"),
				}}}
		}
		claims := told(docs...)[ref]
		want, _ := fold(ref, claims)
		rand.Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		got, _ := fold(ref, claims)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestClaimsThatSayTheSameAreOne(t *testing.T) {
	a := claimsOf(actorDoc("a", Actor{Key: "nato", Name: "NATO", Type: "OTHER", Line: 3}), same)
	b := claimsOf(actorDoc("b", Actor{Key: "nato", Name: "NATO", Type: "OTHER", Line: 9}), same)
	if a[0].ID != b[0].ID {
		t.Error("two documents that say the same make two claims")
	}
}
