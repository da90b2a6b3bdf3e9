package graph

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/demand"
	"demandgraph/query"
)

// rootField is one field of Query, ready to be answered: what to read, and how
// to write the answer. Query is nil when nothing has to be read. A field whose
// answer is worked out has work instead.
type rootField struct {
	query *query.Query
	write func(*writer, *query.Items)
	work  work
}

// build makes a rootField of a collected field of Query.
func build(op *graphql.OperationContext, field graphql.CollectedField) (*rootField, error) {
	b := &builder{op: op, query: &query.Query{}}
	b.facets = &faceted{shown: b.shows()}
	f, err := b.root(field)
	if err == nil && len(b.facets.lists) > 0 {
		f = &rootField{work: b.facets.work(f)}
	}
	return f, within(field.Alias, err)
}

// builder walks one root field. Values go into query.Params as they are met.
type builder struct {
	op    *graphql.OperationContext
	query *query.Query
	// facets are those asked of lists of the tree; nil where the tree is not that of a
	// root field, so that there are none.
	facets *faceted
}

// param keeps a value and gives its place.
func (b *builder) param(v any) query.Param {
	b.query.Params = append(b.query.Params, v)
	return query.Param(len(b.query.Params) - 1)
}

// collect gives the fields that a selection asks of an object type, in the order
// of the answer: fragments opened, @skip and @include carried out, those with the
// same response name made one.
func (b *builder) collect(set ast.SelectionSet, types ...string) []graphql.CollectedField {
	return graphql.CollectFields(b.op, set, types)
}

// arguments gives the arguments of a field with variables and defaults put in.
func (b *builder) arguments(f graphql.CollectedField) map[string]any {
	if len(f.Definition.Arguments) == 0 {
		return nil
	}
	return f.ArgumentMap(b.op.Variables)
}

// kindByField and kindByPlural say which kind the fields of Query are about.
var kindByField, kindByPlural = func() (one, many map[string]*demand.Kind) {
	one, many = map[string]*demand.Kind{}, map[string]*demand.Kind{}
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		one[fieldName(k.Name)] = k
		many[k.Plural] = k
	}
	return one, many
}()

// fieldName is the field of Query that finds a node of a kind by key.
func fieldName(kind demand.NodeKind) string {
	return string(kind[0]|0x20) + string(kind[1:])
}

// root answers a field of Query.
func (b *builder) root(f graphql.CollectedField) (*rootField, error) {
	args := b.arguments(f)
	switch f.Name {
	case "node":
		return b.nodeByID(f, args)
	case "nodes":
		return b.nodesByID(f, args)
	case "search":
		return b.search(f, args)
	}
	if build, ok := workedOut[f.Name]; ok {
		work, err := build(b, f, args)
		return &rootField{work: work}, err
	}
	if k, ok := kindByField[f.Name]; ok {
		key, _ := args["key"].(string)
		return b.lookup(f, query.LookupRef{Kind: k.Name, Key: b.param(key)})
	}
	if k, ok := kindByPlural[f.Name]; ok {
		return b.rootList(f, k, args)
	}
	return nil, fmt.Errorf("the schema has a field Query.%s that nothing answers", f.Name)
}

// rootList answers a list of all nodes of a kind.
func (b *builder) rootList(f graphql.CollectedField, k *demand.Kind, args map[string]any) (*rootField, error) {
	l := &query.List{Kind: k.Name, Select: &query.Selection{Kind: k.Name}}
	l.Order = orderOf(args, k.Name, nil)
	var err error
	if l.Page, err = b.page(args, cursorOrder(l.Order)); err != nil {
		return nil, err
	}
	var conditions []query.Conjunct
	if given, ok := args["filter"].(map[string]any); ok {
		if conditions, err = b.conditions(k, given, defaultSwitches, atRoot); err != nil {
			return nil, within("filter", err)
		}
	}
	l.Access, l.Filter = query.Plan(k.Name, conditions, l.Order)
	b.query.List = l
	given, _ := args["filter"].(map[string]any)
	plan, see, err := b.list(l, f, given)
	return &rootField{query: b.query, write: func(w *writer, page *query.Items) {
		see(page, "")
		plan.write(w, page)
	}}, err
}
