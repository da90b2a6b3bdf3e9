package linking

import (
	"os"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/gazetteer"

	"pgregory.net/rapid"
)

// gazetteerIndex knows the seed gazetteer, as documents that need not be loaded.
func gazetteerIndex(t testing.TB) *Index {
	t.Helper()
	sources, err := loaders.WalkFS(os.DirFS("../../gazetteer"), "gazetteer")
	if err != nil {
		t.Fatal(err)
	}
	x := &Index{}
	for _, src := range sources {
		if !strings.HasSuffix(src.File, ".tsv") {
			continue
		}
		err := gazetteer.Loader{}.Read(t.Context(), src, func(r *loaders.Record) error {
			if len(r.Problems) > 0 {
				t.Fatal(r.Problems)
			}
			x.AddDocument(r.Document, FromGazetteer)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	x.AddDocument(&change.Document{
		Actors: []change.Actor{
			{Key: "volodymyr-zelenskyy", Name: "Volodymyr Zelenskyy", Type: demand.ActorTypePerson, Aliases: []string{"Zelenskyy"},
				Affiliations: []change.Affiliation{{With: "ukraine", Role: demand.AffiliationRoleLeads, Title: "President", From: demand.MustParseDate("2019-05-20")}}},
			{Key: "petro-poroshenko", Name: "Petro Poroshenko", Type: demand.ActorTypePerson,
				Affiliations: []change.Affiliation{{With: "ukraine", Role: demand.AffiliationRoleLeads, Title: "President", From: demand.MustParseDate("2014-06-07"), To: demand.MustParseDate("2019-05-20")}}},
			{Key: "nato", Name: "NATO", Type: demand.ActorTypeIntergovernmentalOrganization},
		},
	}, FromImport)
	return x
}

func TestLink(t *testing.T) {
	x := gazetteerIndex(t)
	for _, c := range []struct {
		kind      demand.NodeKind
		words, id string
		on        string
		want      string // key, or the reason why there is none
	}{
		{demand.KindActor, "Ukraine", "", "", "ukraine"},
		{demand.KindActor, "the Ukraine's", "", "", "ukraine"},
		{demand.KindActor, "UKRAINE", "", "", "ukraine"},
		{demand.KindActor, "N.A.T.O.", "", "", "nato"},
		{demand.KindActor, "Volodymyr\u00a0Zelenskyy", "", "", "volodymyr-zelenskyy"},
		{demand.KindActor, "Vladimir Zelensky", "", "", "volodymyr-zelenskyy"},
		{demand.KindActor, "Володимир Зеленський", "", "", "volodymyr-zelenskyy"},
		{demand.KindActor, "Владимир Зеленский", "", "", "volodymyr-zelenskyy"},
		{demand.KindActor, "President of Ukraine", "", "2025-08-15", "volodymyr-zelenskyy"},
		{demand.KindActor, "Ukraine’s president", "", "2016-01-01", "petro-poroshenko"},
		{demand.KindActor, "President (Ukraine)", "", "2016", "petro-poroshenko"},
		{demand.KindActor, "President of Ukraine", "", "", "ambiguous"},
		{demand.KindActor, "Military (Ukraine)", "", "", "military-ukraine"},
		{demand.KindActor, "Georgia", "", "", "ambiguous"},
		{demand.KindActor, "Somebody Else", "", "", "somebody-else"},
		{demand.KindActor, "they", "", "", "pronoun"},
		{demand.KindActor, "Both sides", "", "", "pronoun"},
		{demand.KindActor, "обидві сторони", "", "", "pronoun"},
		{demand.KindActor, "—", "", "", "unfit"},
		{demand.KindActor, "anyone at all", "ISO:UKR", "", "ukraine"},
		{demand.KindActor, "x", "demandgraph:some-key", "", "some-key"},
		{demand.KindRegion, "Georgia", "", "", "ambiguous"},
		{demand.KindRegion, "Donetsk", "", "", "ambiguous"},
		{demand.KindRegion, "Donetsk Oblast", "", "", "donetsk-oblast"},
		{demand.KindRegion, "Donetsk region", "ISO:UA-14", "", "donetsk-oblast"},
		{demand.KindRegion, "Donetsk region", "GeoNames:709716", "", "donetsk-oblast"},
		{demand.KindRegion, "Donetsk region", "http://www.wikidata.org/entity/Q2012050", "", "donetsk-oblast"},
		{demand.KindRegion, "Donbass", "", "", "donbas"},
		{demand.KindRegion, "the Donbas", "", "", "donbas"},
		{demand.KindRegion, "Kramatorsk", "", "", "kramatorsk"},
		{demand.KindRegion, "Краматорськ", "", "", "kramatorsk"},
		{demand.KindRegion, "Ukraine", "", "", "ukraine"},
	} {
		review := &Review{}
		l := &Linker{Index: x, Review: review}
		n := Name{Kind: c.kind, Words: c.words, Roles: []string{"r"}, Article: "a"}
		if c.id != "" {
			n.Identifiers = []string{"other:1", c.id}
		}
		if c.on != "" {
			n.Date = demand.MustParseDate(c.on)
		}
		r := l.Link(n)
		if got := r.Key + string(r.Reason); got != c.want && got != c.want+"new" {
			t.Errorf("%s %q %s %s: %+v, want %s", c.kind, c.words, c.id, c.on, r, c.want)
		}
		if (r.Reason != "") != (len(review.Entries()) == 1) {
			t.Errorf("%q: %+v is listed as %+v", c.words, r, review.Entries())
		}
	}
}

// Different names of the gazetteer's countries have different spelling variants: a
// variant never makes one country of two.
func TestVariantsKeepCountriesApart(t *testing.T) {
	x := gazetteerIndex(t)
	forms := map[string]*known{}
	for ref, k := range x.nodes {
		if ref.Kind != demand.KindActor || k.Type != string(demand.ActorTypeState) {
			continue
		}
		form := variantForm(k.Name)
		if other := forms[form]; form != "" && other != nil {
			t.Errorf("%s and %s are both %s", k.Name, other.Name, form)
		}
		forms[form] = k
	}
	if len(forms) < 190 {
		t.Errorf("%d states", len(forms))
	}
}

// Whatever the words: a name is linked to one node or none, an ambiguous one is never made
// a node of, and the same name is the same node however it is written.
func TestLinkProperties(t *testing.T) {
	x := gazetteerIndex(t)
	var names []string
	for _, k := range x.nodes {
		names = append(names, k.Name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.SampledFrom(names), rapid.StringOf(rapid.SampledFrom([]rune("Ab cїи-'’.()\u00a0")))).Draw(t, "name")
		kind := rapid.SampledFrom([]demand.NodeKind{demand.KindActor, demand.KindRegion}).Draw(t, "kind")
		l := &Linker{Index: x}
		n := Name{Kind: kind, Words: name}
		r := l.Link(n)
		if r.Key != "" && r.Reason != "" {
			t.Fatalf("%+v", r)
		}
		for _, other := range []string{strings.ToUpper(name), " " + name + " ", strings.ReplaceAll(name, " ", "\u00a0"), strings.ReplaceAll(name, "-", "‑")} {
			if IsPronoun(name) || !strings.EqualFold(strings.ToUpper(name), name) {
				continue
			}
			n.Words = other
			if again := l.Link(n); again.Key != r.Key {
				t.Fatalf("%q is %+v, %q is %+v", name, r, other, again)
			}
		}
	})
}

func TestDescribe(t *testing.T) {
	x := gazetteerIndex(t)
	l := &Linker{Index: x}
	doc := &change.Document{}
	x.Describe(doc, demand.Ref{Kind: demand.KindRegion, Key: "kramatorsk"}, Said{Words: []string{"Краматорськ"}})
	var regions []string
	for _, r := range doc.Regions {
		regions = append(regions, r.Key)
	}
	slices.Sort(regions)
	if got := strings.Join(regions, " "); got != "donbas donetsk-oblast kramatorsk ukraine" {
		t.Errorf("of a place of the gazetteer: %s", got)
	}
	doc = &change.Document{}
	r := l.Link(Name{Kind: demand.KindActor, Words: "Military (Ukraine)", Roles: []string{"r"}})
	x.Describe(doc, demand.Ref{Kind: demand.KindActor, Key: r.Key}, Said{Words: []string{"Military (Ukraine)"}})
	if a := doc.Actors[0]; len(doc.Actors) != 2 || a.Type != demand.ActorTypeArmedForce && doc.Actors[1].Type != demand.ActorTypeArmedForce {
		t.Errorf("of a part: %+v", doc.Actors)
	}
	doc = &change.Document{}
	x.Describe(doc, demand.Ref{Kind: demand.KindActor, Key: "nato"}, Said{})
	if len(doc.Actors) > 0 {
		t.Errorf("of what the import describes: %+v", doc.Actors)
	}
	r = l.Link(Name{Kind: demand.KindActor, Words: "Syldavia's", Type: "PERSON", Roles: []string{"r"}})
	l.Link(Name{Kind: demand.KindActor, Words: "SYLDAVIA", Roles: []string{"r"}})
	x.Describe(doc, demand.Ref{Kind: demand.KindActor, Key: r.Key}, Said{Words: []string{"SYLDAVIA", "the Kingdom"}, Wikidata: "Q9"})
	if a := doc.Actors[0]; a.Key != "syldavia" || a.Name != "Syldavia" || a.Type != "PERSON" || !slices.Equal(a.Aliases, []string{"the Kingdom"}) || a.WikidataID != "Q9" {
		t.Errorf("of a name: %+v", a)
	}
}

// A review file that is given back with choices is read as it was written.
func TestReview(t *testing.T) {
	review := &Review{}
	l := &Linker{Index: gazetteerIndex(t), Review: review}
	for _, words := range []string{"Georgia", "Georgia", "they", "Syldavia"} {
		l.Link(Name{Kind: demand.KindActor, Words: words, Roles: []string{"Demander"}, Article: "a1", Sentence: words + " said: \"no\"."})
	}
	var b strings.Builder
	if _, err := review.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"mention: Georgia", "reason: ambiguous", "times: 2", "key: georgia", "what: admin1 in United States", "reason: new", "key: syldavia", "reason: pronoun"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	if _, err := ReadLinks(strings.NewReader(b.String())); err != nil {
		t.Error(err)
	}
	decided := strings.Replace(b.String(), `choice: ""`, "choice: georgia", 1)
	links, err := ReadLinks(strings.NewReader(decided))
	if err != nil {
		t.Fatal(err)
	}
	l.Links = links
	if r := l.Link(Name{Kind: demand.KindActor, Words: "Georgia", Article: "a1"}); r.Key != "georgia" {
		t.Errorf("%+v", r)
	}
	if r := l.Link(Name{Kind: demand.KindActor, Words: "Georgia", Article: "a2"}); r.Reason != Ambiguous {
		t.Errorf("another article: %+v", r)
	}
	for _, c := range []struct{ text, want string }{
		{"mention: x", "no review file"},
		{"- {mention: x, kind: Actor, choice: X Y}", "only a-z"},
		{"- {mention: x, kind: Country, choice: y}", "kind is"},
		{"- {kind: Actor, choice: y}", "mention is missing"},
		{"- {mention: x, kind: Actor, choise: y}", "choise"},
		{"- {mention: x, kind: Actor, choice: y}\n- {mention: X, kind: Actor, choice: z}", "line 2: choice for"},
	} {
		if _, err := ReadLinks(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
	}
	if _, err := ReadLinks(strings.NewReader("")); err != nil {
		t.Error(err)
	}
}

func TestIdentifiers(t *testing.T) {
	x := gazetteerIndex(t)
	x.Add(Known{Kind: demand.KindActor, Key: "made", Name: "Made", Type: "OTHER", WikidataID: "Q9", Made: true}, FromGraph)
	for _, c := range []struct{ identifiers, key, wikidata, problem string }{
		{"x:1", "", "", ""},
		{"Q9", "made", "Q9", ""},
		{"wd:Q9", "made", "Q9", ""},
		{"Q9 ISO:UKR", "ukraine", "Q9", ""},
		{"Q9 demandgraph:mine", "mine", "Q9", ""},
		{"https://www.wikidata.org/wiki/Q10", "", "Q10", ""},
		{"Q9 Q10", "", "", "stand for different things"},
		{"ISO:UKR ISO:RUS", "", "", "stand for different things"},
		{"demandgraph:a demandgraph:b", "", "", "stand for different things"},
	} {
		key, wikidata, given, err := x.identified(demand.KindActor, strings.Fields(c.identifiers))
		if key != c.key || wikidata != c.wikidata || given != (c.key == "mine") || (err != nil) != (c.problem != "") || err != nil && !strings.Contains(err.Error(), c.problem) {
			t.Errorf("%s: %s %s %t %v", c.identifiers, key, wikidata, given, err)
		}
	}
}

func TestChoices(t *testing.T) {
	links, err := ReadLinks(strings.NewReader("- {mention: Georgia, kind: Actor, choice: new}\n- {mention: Ukraine, kind: Actor, choice: none}"))
	if err != nil {
		t.Fatal(err)
	}
	x := gazetteerIndex(t)
	l := &Linker{Index: x, Links: links}
	r := l.Link(Name{Kind: demand.KindActor, Words: "Georgia", Roles: []string{"r"}})
	if r.Key == "" || r.Key == "georgia" {
		t.Errorf("new: %+v", r)
	}
	if r := l.Link(Name{Kind: demand.KindActor, Words: "Ukraine", Roles: []string{"r"}}); r != (Result{}) {
		t.Errorf("none: %+v", r)
	}
}
