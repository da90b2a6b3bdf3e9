package sqlite

import (
	"slices"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
)

func search(b *builder, text string, kinds ...demand.NodeKind) *query.Query {
	if len(kinds) == 0 {
		for _, k := range demand.Kinds {
			kinds = append(kinds, k.Name)
		}
	}
	s := &query.Search{Kinds: kinds, Text: b.param(text), Page: b.page(20), Rows: true, Count: true, Previous: true}
	for _, k := range kinds {
		if len(kindOf(k).Named) > 0 {
			s.Selects = append(s.Selects, selectProps(k, "key"))
		}
	}
	return &query.Query{Search: s, Params: b.params}
}

func TestSearch(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	for _, tc := range []struct {
		text  string
		kinds []demand.NodeKind
		want  []string // kind, key, property and text that matched
	}{
		{"Ukraine", nil, []string{"Actor ukraine name Ukraine", "Region ukraine name Ukraine", "Demand withdrawal summary Ukraine withdraws from the Donbas"}},
		{"ukraine", []demand.NodeKind{demand.KindRegion}, []string{"Region ukraine name Ukraine"}},
		{"THE federation", nil, []string{`Actor russia aliases the "Federation"`}},
		{"russian fed", nil, []string{"Actor russia aliases Russian Federation"}},
		{"putin", nil, []string{"Actor putin name Vladimir Putin", "Annotation"}},
		{"borders force", nil, []string{"Demand borders summary Borders are not changed by force"}},
		{"bord", nil, []string{"Demand borders summary Borders are not changed by force"}},
		{"donbas", nil, []string{"Region donbas name Donbas", "Demand withdrawal summary Ukraine withdraws from the Donbas", "Annotation", "Annotation"}},
		{`"*) OR -`, nil, nil},
		{"", nil, nil},
		{"NEAR(a b)", nil, nil},
	} {
		a := mustRead(t, s, search(&builder{}, tc.text, tc.kinds...))
		var got []string
		for _, item := range a.Page.Items {
			got = append(got, string(item.Node.Kind)+" "+item.Node.Key+" "+item.Match.Field+" "+item.Match.Text)
		}
		same := slices.EqualFunc(got, tc.want, func(got, want string) bool { return strings.HasPrefix(got, want) })
		if !same || int(a.Page.Total) != len(got) {
			t.Errorf("%q: got %q, want %q", tc.text, got, tc.want)
		}
	}
	// Pages go on where they ended.
	b := &builder{}
	q := search(b, "donbas")
	whole := mustRead(t, s, q).Page.Items
	q.Search.Page = b.page(2)
	q.Search.Page.After = b.param(whole[0].Sort)
	q.Params = b.params
	page := mustRead(t, s, q).Page
	if len(page.Items) != 2 || page.Items[0].Sort != whole[1].Sort || !page.HasNext || !page.HasPrevious {
		t.Errorf("the second page is %+v", page)
	}
}

// A page that is full without quotes does not look at them.
func TestSearchLeavesQuotesAlone(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	execute(t, s, "DROP TABLE quotes")
	ask := func(size int, thorough bool) error {
		b := &builder{}
		q := search(b, "donbas")
		q.Search.Count, q.Search.Page = thorough, b.page(size)
		q.Params = b.params
		_, err := s.Read(t.Context(), q)
		return err
	}
	if err := ask(1, false); err != nil {
		t.Errorf("a page of one of the two that are no quotes: %v", err)
	}
	if ask(2, false) == nil || ask(1, true) == nil {
		t.Error("whether there is more, or how many, is told without quotes")
	}
}

// An older database is searched as one made anew, and has the lists of later schemas.
func TestSearchOfAnOlderDatabase(t *testing.T) {
	s := openTest(t)
	mustApply(t, s, setOf(summit()))
	execute(t, s, "DROP TABLE names", "DROP TABLE summaries", "DROP TABLE quotes", `DROP INDEX "Region_location"`, "ALTER TABLE contribution DROP COLUMN assertedBy", `ALTER TABLE "Region" DROP COLUMN "locationImports"`,
		"CREATE VIRTUAL TABLE names USING fts5(words)", "CREATE VIRTUAL TABLE texts USING fts5(words)", "PRAGMA user_version = 2")
	execute(t, s, "DELETE FROM entry WHERE list IN (SELECT id FROM list WHERE name LIKE 'demands/actor:%' OR name LIKE 'demands/concerning:%')",
		"DELETE FROM list WHERE name LIKE 'demands/actor:%' OR name LIKE 'demands/concerning:%'")
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if wrong, err := s.Verify(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("%v %q", err, wrong)
	}
	for text, want := range map[string]int64{"Путин": 2, "donbass": 4} {
		if got := mustRead(t, s, search(&builder{}, text)).Page.Total; got != want {
			t.Errorf("%s: %d found, want %d", text, got, want)
		}
	}
}

// execute runs statements in one transaction.
func execute(t *testing.T, s *Store, statements ...string) {
	t.Helper()
	err := s.write(t.Context(), func(se *session) error {
		for _, text := range statements {
			if err := se.script(t.Context(), text); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
