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
	s := &query.Search{Kinds: kinds, Text: b.param(demand.Fold(text)), Words: b.param(demand.Words(text)), Page: b.page(20), Rows: true, Count: true, Previous: true}
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
		{"bord", nil, nil},
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
