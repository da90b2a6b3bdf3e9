package graph

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/tally"
)

var served = NewSchema().Schema()

// names gives the names of fields, sorted.
func names(fields ast.FieldList) []string {
	var out []string
	for _, f := range fields {
		if !strings.HasPrefix(f.Name, "__") {
			out = append(out, f.Name)
		}
	}
	slices.Sort(out)
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	want = slices.Clone(want)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// typeOf is the GraphQL type of a property.
func typeOf(p demand.Prop) string {
	name := map[demand.Type]string{
		demand.String: "String", demand.Text: "String", demand.Strings: "[String!]", demand.Texts: "[String!]",
		demand.Int: "Int", demand.Float: "Float", demand.Day: "Date", demand.Instant: "DateTime",
		demand.Enum: p.Enum, demand.Point: "Location", demand.Counts: "ImportCounts", demand.Bool: "Boolean",
	}[p.Type]
	if p.Required {
		name += "!"
	}
	return name
}

// filterType is the input type of the condition on a property, "" for none.
func filterType(p demand.Prop) string {
	name := map[demand.Type]string{
		demand.String: "String", demand.Strings: "String", demand.Text: "Text", demand.Texts: "Text",
		demand.Int: "Int", demand.Float: "Float", demand.Day: "Date", demand.Instant: "DateTime", demand.Enum: p.Enum, demand.Bool: "Boolean", demand.Point: "Location",
	}[p.Type]
	switch {
	case name == "":
		return ""
	case p.Required:
		return name + "Filter"
	}
	return "Optional" + name + "Filter"
}

// moreFields are the fields of kinds that are no properties and no relations.
var moreFields = map[demand.NodeKind][]string{
	demand.KindRegion: {"geoJson", "locationPrecision"},
	demand.KindActor:  {"stance"},
	demand.KindDemand: {"stance", "stances"},
}

func TestSchemaHasEveryPropertyAndRelation(t *testing.T) {
	for _, k := range demand.Kinds {
		def := served.Types[string(k.Name)]
		want := append([]string{"id"}, moreFields[k.Name]...)
		for _, p := range slices.Concat(demand.Common, k.Props) {
			want = append(want, p.Name)
			if f := def.Fields.ForName(p.Name); f == nil || f.Type.String() != typeOf(p) {
				t.Errorf("%s.%s should be of type %s", k.Name, p.Name, typeOf(p))
			}
		}
		for _, r := range demand.Relations {
			if r.From != k.Name {
				continue
			}
			want = append(want, r.Name)
			f := def.Fields.ForName(r.Name)
			if f == nil {
				continue // told below
			}
			if r.One {
				name := string(r.To)
				if r.Required {
					name += "!"
				}
				if f.Type.String() != name || len(f.Arguments) > 0 {
					t.Errorf("%s.%s should be %s without arguments", k.Name, r.Name, name)
				}
				continue
			}
			listField(t, fmt.Sprintf("%s.%s", k.Name, r.Name), f, &r)
		}
		same(t, string(k.Name), names(def.Fields), want)
		if !slices.Contains(def.Interfaces, "Node") {
			t.Errorf("%s should be a Node", k.Name)
		}
		if f := served.Query.Fields.ForName(fieldName(k.Name)); f == nil || f.Type.String() != string(k.Name) {
			t.Errorf("Query has no field that finds a %s", k.Name)
		}
		listField(t, "Query."+k.Plural, served.Query.Fields.ForName(k.Plural), &demand.Relation{To: k.Name})
	}
}

// listField checks the arguments and the connection type of a list.
func listField(t *testing.T, what string, f *ast.FieldDefinition, r *demand.Relation) {
	t.Helper()
	args := map[string]string{
		"filter": string(r.To) + "Filter", "orderBy": string(r.To) + "Order",
		"first": "Int", "after": "String", "last": "Int", "before": "String",
	}
	for _, a := range f.Arguments {
		if args[a.Name] != a.Type.String() {
			t.Errorf("%s has an argument %s: %s", what, a.Name, a.Type)
		}
		delete(args, a.Name)
	}
	for name := range args {
		t.Errorf("%s has no argument %s", what, name)
	}
	connection := served.Types[f.Type.Name()]
	if !f.Type.NonNull || !strings.HasSuffix(connection.Name, "Connection") {
		t.Errorf("%s should be a connection", what)
	}
	fields := []string{"edges", "nodes", "pageInfo", "totalCount"}
	if !hasEdgeFields(r) || r.List != "" {
		fields = append(fields, "facets")
		var values []string
		for _, v := range served.Types[string(r.To)+"Facet"].EnumValues {
			values = append(values, v.Name)
		}
		same(t, string(r.To)+"Facet", tally.FacetNames(r.To), values)
	}
	same(t, connection.Name, names(connection.Fields), fields)
	if got := connection.Fields.ForName("nodes").Type.String(); got != "["+string(r.To)+"!]!" {
		t.Errorf("%s.nodes is %s", connection.Name, got)
	}
	edge := served.Types[connection.Fields.ForName("edges").Type.Name()]
	want := []string{"cursor", "node"}
	if hasEdgeFields(r) {
		e, _ := demand.EdgeOf(r.Edge)
		for _, p := range e.Props {
			want = append(want, p.Name)
			if f := edge.Fields.ForName(p.Name); f == nil || f.Type.String() != typeOf(p) {
				t.Errorf("%s.%s should be of type %s", edge.Name, p.Name, typeOf(p))
			}
		}
		if e.Asserted {
			want = append(want, "evidence", "imports")
		}
	} else if connection.Name != string(r.To)+"Connection" {
		t.Errorf("%s: nothing tells a %s from a plain connection", what, connection.Name)
	}
	same(t, edge.Name, names(edge.Fields), want)
}

func TestSchemaHasTheEnumsOfTheModel(t *testing.T) {
	for _, name := range demand.EnumNames() {
		var got []string
		if def := served.Types[name]; def != nil {
			for _, v := range def.EnumValues {
				got = append(got, v.Name)
			}
		}
		if want := demand.EnumValues(name); !slices.Equal(got, want) {
			t.Errorf("enum %s: got %v, want %v", name, got, want)
		}
	}
	for _, k := range demand.Kinds {
		for _, v := range served.Types[string(k.Name)+"OrderField"].EnumValues {
			by, ok := orderBy[v.Name]
			if _, isProp := k.Prop(by); !ok || !isProp && !(by == demand.SortName && k.Sorted) {
				t.Errorf("%s cannot be ordered by %s", k.Plural, v.Name)
			}
		}
	}
}

func TestFiltersFollowTheTables(t *testing.T) {
	switches := map[demand.NodeKind][]string{
		demand.KindActor: {"rollUp", "ownWordOnly"}, demand.KindRegion: {"descendants"},
		demand.KindDemand: {"rollUp", "descendants", "ownWordOnly"}, demand.KindPosition: {"rollUp", "descendants", "ownWordOnly"},
	}
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		def := served.Types[string(k.Name)+"Filter"]
		want := append([]string{"and", "or", "not"}, switches[k.Name]...)
		for p := range filterProps(k) {
			want = append(want, p.Name)
			if f := def.Fields.ForName(p.Name); f == nil || f.Type.String() != filterType(p) {
				t.Errorf("%s.%s should be of type %s", def.Name, p.Name, filterType(p))
			}
		}
		for _, name := range relationNames {
			if _, ok := query.Through(k.Name, name, query.Some, nil, query.Keys{Param: query.NoParam}, defaultSwitches); !ok {
				continue
			}
			want = append(want, name)
			if f := def.Fields.ForName(name); f != nil {
				relationFilter(t, served.Types[f.Type.Name()], k.Name, name)
			}
		}
		same(t, def.Name, names(def.Fields), want)
	}
}

// relationFilter checks the filter through a relation: all of the related kind's
// filter, and some, none and edge.
func relationFilter(t *testing.T, def *ast.Definition, kind demand.NodeKind, name string) {
	t.Helper()
	related := served.Types[string(relatedKinds[name])+"Filter"]
	want := append(names(related.Fields), "some", "none")
	for _, f := range related.Fields {
		if got := def.Fields.ForName(f.Name); got == nil || got.Type.String() != f.Type.String() {
			t.Errorf("%s.%s should be of type %s", def.Name, f.Name, f.Type)
		}
	}
	if r := edgeRelation(kind, name); r != nil {
		want = append(want, "edge")
		edge := served.Types[def.Fields.ForName("edge").Type.Name()]
		e, _ := demand.EdgeOf(r.Edge)
		var props []string
		for _, p := range e.Props {
			props = append(props, p.Name)
			if f := edge.Fields.ForName(p.Name); f == nil || f.Type.String() != filterType(p) {
				t.Errorf("%s.%s should be of type %s", edge.Name, p.Name, filterType(p))
			}
		}
		same(t, edge.Name, names(edge.Fields), props)
	}
	same(t, def.Name, names(def.Fields), want)
}

func TestSchemaDescribesEverything(t *testing.T) {
	described := func(what, text string) {
		if len(text) < 4 || text[:1] != strings.ToUpper(text[:1]) || !strings.HasSuffix(text, ".") {
			t.Errorf("%s has no sentence that describes it: %q", what, text)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(served.Types)) {
		def := served.Types[name]
		if def.BuiltIn {
			continue
		}
		described(name, def.Description)
		for _, v := range def.EnumValues {
			described(name+"."+v.Name, v.Description)
		}
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			described(name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				described(name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
	}
}

// Inputs and enums that gqlgen.yml forgets would bring generated structs and a
// second coercion.
func TestGeneratorIsToldOfEveryInputAndEnum(t *testing.T) {
	raw, err := os.ReadFile("../gqlgen.yml")
	if err != nil {
		t.Fatal(err)
	}
	for name, def := range served.Types {
		if (def.Kind == ast.InputObject || def.Kind == ast.Enum) && !def.BuiltIn && !strings.Contains(string(raw), "\n  "+name+": {") {
			t.Errorf("gqlgen.yml does not bind %s", name)
		}
	}
}
