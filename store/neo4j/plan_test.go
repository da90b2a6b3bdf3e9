package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
)

// operations are those of the issue that the service is measured by, by name.
func operations() map[string]*query.Query {
	return map[string]*query.Query{
		"who demanded what": whoDemandedWhat("russia", "ukraine"),
		"region":            regionQuery("donbas"),
		"before and after":  beforeAfter("immediate-ceasefire", "alaska-summit-2025"),
		"actor":             actorQuery("vladimir-putin"),
		"find":              find("root causes"),
		"threats":           threats(),
		"regions near":      near(demand.KindRegion),
		"demands near":      near(demand.KindDemand),
	}
}

// near asks for regions near a point, or for demands about them.
func near(kind demand.NodeKind) *query.Query {
	tr := &tree{}
	inside := query.Around(demand.Prop{Name: "location", Type: demand.Point}, 48, 37.8, 100, tr.value)
	c := query.Holding(inside)
	c.Inside = &inside
	by, desc := "key", false
	if kind == demand.KindDemand {
		c, _ = query.Through(kind, "region", query.Some, inside, query.Keys{Param: query.NoParam, Inside: &inside}, everything)
		by, desc = demand.SortName, true
	}
	return tr.ofList(tr.root(kind, by, desc, sel(kind, "key"), c))
}

// scans lists the operators of a plan that read all nodes of a label or all
// relationships of a type.
func scans(p neo4j.ProfiledPlan) []string {
	var out []string
	if strings.Contains(p.Operator(), "Scan") {
		out = append(out, fmt.Sprint(p.Operator(), " ", p.Arguments()["Details"]))
	}
	for _, child := range p.Children() {
		out = append(out, scans(child)...)
	}
	return out
}

func TestPlansScanNothing(t *testing.T) {
	s := openEmpty(t)
	apply(t, s, summit()...)
	for name, q := range operations() {
		p, err := s.profile(context.Background(), q)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if found := scans(p); found != nil {
			t.Errorf("%s: %q", name, found)
		}
	}
}

func TestOneStatement(t *testing.T) {
	s := openEmpty(t)
	apply(t, s, summit()...)
	for name, q := range operations() {
		before := s.statements.Load()
		if _, err := s.Read(context.Background(), q); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if n := s.statements.Load() - before; n != 1 {
			t.Errorf("%s: %d statements", name, n)
		}
	}
}

// TestPagesCostWhatTheyReturn compares the pages of an actor with very many
// positions with those of one with few. The entries are made by hand: what else
// the positions have is not read.
func TestPagesCostWhatTheyReturn(t *testing.T) {
	s := openEmpty(t)
	ctx := context.Background()
	const many, few = 20_000, 100
	for actor, n := range map[string]int{"busy": many, "quiet": few} {
		for _, statement := range []string{
			"CREATE (:Actor {key: $actor})",
			"MERGE (c:List {name: $list}) SET c.count = $n",
			`UNWIND range(1, $n) AS i CALL (i) { WITH i, '2025-08-15|1|a0|' + $actor + '-' + toString(100000 + i) AS sort
CREATE (p:Position {key: $actor + '-' + toString(100000 + i), kind: 'DEMANDS', sort: sort}) CREATE (p)-[:LISTED {list: $list, sort: sort}]->(p) } IN TRANSACTIONS OF 2000 ROWS`,
		} {
			if err := s.exec(ctx, statement, map[string]any{"actor": actor, "list": demand.ListPositionsOfActor + actor, "n": n}); err != nil {
				t.Fatal(err)
			}
		}
	}
	page := func(actor string, desc bool, after string) int64 {
		t.Helper()
		tr := &tree{}
		l := tr.root(demand.KindPosition, demand.SortName, desc, sel(demand.KindPosition, "kind"), tr.through(demand.KindPosition, "actor", actor))
		l.Count = true
		if after != "" {
			l.Page.After, l.Previous = tr.value("2025-08-15|1|a0|"+actor+"-"+after), true
		}
		q := tr.ofList(l)
		answer, err := s.Read(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		if len(answer.Page.Items) != 20 || !answer.Page.HasNext || answer.Page.HasPrevious != (after != "") {
			t.Errorf("%s: %d items, next %v, previous %v", actor, len(answer.Page.Items), answer.Page.HasNext, answer.Page.HasPrevious)
		}
		p, err := s.profile(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		return hits(p)
	}
	for _, desc := range []bool{true, false} {
		for name, cursors := range map[string][2]string{"first": {}, "next": {"100050", "100050"}, "middle": {"110000", "100050"}} {
			if busy, quiet := page("busy", desc, cursors[0]), page("quiet", desc, cursors[1]); busy > quiet+2 {
				t.Errorf("%s page, descending %v: %d hits, and of the quiet actor %d", name, desc, busy, quiet)
			}
		}
	}
}

// TestShapesShareText holds that equal shapes give equal text, whatever the values.
func TestShapesShareText(t *testing.T) {
	a, b := whoDemandedWhat("russia", "ukraine"), whoDemandedWhat("one", "another")
	if a.Shape() != b.Shape() || compile(a).text != compile(b).text {
		t.Error("values change the text")
	}
	for range 20 {
		if compile(a).text != compile(b).text {
			t.Fatal("the text changes from one time to the next")
		}
	}
	if text := compile(a).text; strings.Contains(text, "russia") || strings.Contains(text, "ukraine") {
		t.Errorf("a value is in the text: %s", text)
	}
}

// TestCompile shows what statements look like.
func TestCompile(t *testing.T) {
	tr := &tree{}
	d := sel(demand.KindDemand, "summary")
	tr.list(d, "addressees", sel(demand.KindActor, "key name"))
	l := tr.root(demand.KindDemand, demand.SortName, true, d, tr.through(demand.KindDemand, "demander", "russia"))
	got := compile(tr.ofList(l)).text
	want := "MATCH (log)-[seen:LISTED]->() USING INDEX SEEK seen:LISTED(list, sort) WHERE seen.list = 'changes' AND seen.sort > ''" +
		" WITH log, seen, COLLECT { MATCH (n2)-[l3:LISTED]->() USING INDEX SEEK l3:LISTED(list, sort) WHERE l3.list = $list1_demandsmade AND l3.sort > ''" +
		" WITH n2, l3 ORDER BY l3.list DESC, l3.sort DESC LIMIT $more2" +
		" RETURN [l3.sort, n2.summary, COLLECT { MATCH (n2)-[:ADDRESSED_TO]->(n4) WITH n4 ORDER BY n4.key LIMIT $more0 RETURN [n4.key, n4.name] }] } AS c0" +
		" RETURN c0, seen.sort AS first, log.version AS last"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestSearchRanksByTheRule compares the ranks that the statement computes with
// those of package query.
func TestSearchRanksByTheRule(t *testing.T) {
	s := openEmpty(t)
	names := []string{"Root", "Root causes", "Root causes of war", "The root causes", "causes", "Róot Causes", "root-causes", "uproot causes", "roots causes", "Causes, root", "Kyiv", "Київ", "Kiev Post", "Слов'янськ", "Gold", "hold"}
	doc := &change.Document{Source: "names", Format: "test", Path: "names"}
	for i, name := range names {
		doc.Actors = append(doc.Actors, change.Actor{Key: fmt.Sprintf("a%02d", i), Name: name, Type: "OTHER", Aliases: []string{"alias " + names[len(names)-1-i]}})
	}
	apply(t, s, doc)
	for _, asked := range []string{"root", "root causes", "Root Causes", "root c", "alias", "causes root", "war", "nothing", "-", "", "Киев", "kie", "kiev post", `"root causes"`, `"causes root"`, `war "root causes"`, "slav", "slavyansk", "gold", "k"} {
		q := find(asked)
		q.Params[q.Search.Page.Size] = int64(100)
		answer, err := s.Read(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, item := range answer.Page.Items {
			got = append(got, item.Sort+" "+item.Match.Field+" "+item.Match.Text)
		}
		sought := query.Seek(asked)
		tier := func(name string) query.Tier {
			return query.TierOf(demand.SearchWords(name, true), true, false, sought)
		}
		for i, name := range names {
			alias := "alias " + names[len(names)-1-i]
			field, text := "name", name
			best := tier(name)
			if t := tier(alias); t < best {
				best, field, text = t, "aliases", alias
			}
			if best != query.NoMatch {
				want = append(want, query.RankSort(best, demand.KindActor, "", fmt.Sprintf("a%02d", i))+" "+field+" "+text)
			}
		}
		slices.Sort(want)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%q: got\n%s\nwant\n%s", asked, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestSearchOfAnOlderDatabase holds that words written by an older program are written
// anew, and that a page that is full without quotes does not look at them.
func TestSearchOfAnOlderDatabase(t *testing.T) {
	s := openEmpty(t)
	ctx := context.Background()
	apply(t, s, summit()...)
	for _, statement := range []string{
		"MATCH (n) WHERE n.nameWords IS NOT NULL SET n.nameWords = ['old']", "MATCH (n) WHERE n.textWords IS NOT NULL SET n.textWords = 'old'",
		"DROP INDEX summaryWords", "DROP INDEX quoteWords", "MATCH (c:ChangeLog) SET c.schema = 1",
		"MATCH ()-[l:LISTED]->() WHERE l.list STARTS WITH 'demands/actor:' OR l.list STARTS WITH 'demands/concerning:' DELETE l",
		"MATCH (c:List) WHERE c.name STARTS WITH 'demands/actor:' OR c.name STARTS WITH 'demands/concerning:' DELETE c",
	} {
		if err := s.exec(ctx, statement, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	if wrong, err := s.Verify(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("%v %q", err, wrong)
	}
	for text, want := range map[string]string{"Путин": "vladimir-putin", "old": ""} {
		answer, err := s.Read(ctx, find(text))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, item := range answer.Page.Items[:min(1, len(answer.Page.Items))] {
			got = item.Node.Key
		}
		if got != want {
			t.Errorf("%s: found %q, want %q", text, got, want)
		}
	}
	if err := s.exec(ctx, "DROP INDEX quoteWords", nil); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.exec(ctx, "MATCH (c:ChangeLog) SET c.schema = 1", nil); err != nil || s.Migrate(ctx) != nil {
			t.Error("the index is not made again", err)
		}
	}()
	q := find("russia")
	q.Params[q.Search.Page.Size] = int64(1)
	q.Search.Kinds = slices.DeleteFunc(q.Search.Kinds, func(k demand.NodeKind) bool { return k == demand.KindActor })
	if _, err := s.Read(ctx, q); err == nil {
		t.Error("quotes are not looked at where nothing else fills the page")
	}
	q = find("ukraine")
	q.Params[q.Search.Page.Size] = int64(0)
	if _, err := s.Read(ctx, q); err != nil {
		t.Errorf("quotes are looked at though the page is full: %v", err)
	}
}
