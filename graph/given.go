package graph

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"

	"demandgraph/facts"
	"demandgraph/graph/handler"
	"demandgraph/network"
	"demandgraph/store"
)

// What is asked for outside of an operation, by a command or in a URL, is given as JSON and
// read as arguments of fields are, by the types of the schema.

// maxGivenDepth bounds how deep a value that is given may nest.
const maxGivenDepth = 50

// maxGivenNetwork bounds the nodes of a network that is no part of an answer.
const maxGivenNetwork = 5_000

// GivenPositions reads which positions are meant: filter, a PositionFilter, and asOf, an
// AsOf, decoded from JSON with json.Number for numbers; both may be nil. The positions are
// those that Query.positions lists.
func GivenPositions(filter, asOf any) (*facts.Where, error) {
	args, err := given(map[string]*ast.Type{"filter": ast.NamedType("PositionFilter", nil), "asOf": ast.NamedType("AsOf", nil)},
		map[string]any{"filter": filter, "asOf": asOf})
	if err != nil {
		return nil, err
	}
	f, _ := args["filter"].(map[string]any)
	at, _ := args["asOf"].(map[string]any)
	w, err := givenBuilder().positions(f, at, counting{rollUp: true})
	return w, presented(err)
}

// GivenDemands reads which demands are meant: a DemandFilter, or nil for all.
func GivenDemands(filter any) (*facts.Where, error) {
	args, err := given(map[string]*ast.Type{"filter": ast.NamedType("DemandFilter", nil)}, map[string]any{"filter": filter})
	if err != nil {
		return nil, err
	}
	f, _ := args["filter"].(map[string]any)
	w, err := givenBuilder().demands(f)
	return w, presented(within("filter", err))
}

// GivenNetworks are the fields of Query whose arguments GivenNetwork reads.
var GivenNetworks = []string{"actorNetwork", "demandNetwork", "affiliationNetwork"}

// GivenNetwork computes a discourse network as one of GivenNetworks does, from its
// arguments. It gives a network of one mode, or of actors and demands.
func GivenNetwork(ctx context.Context, s Reader, field string, args map[string]any) (*network.Network, *network.Affiliations, error) {
	definition := NewExecutableSchema(Config{}).Schema().Query.Fields.ForName(field)
	if definition == nil || !slices.Contains(GivenNetworks, field) {
		return nil, nil, presented(bad("%s is no network", field))
	}
	types := map[string]*ast.Type{}
	for _, a := range definition.Arguments {
		types[a.Name] = a.Type
	}
	args, err := given(types, args)
	if err != nil {
		return nil, nil, err
	}
	for _, a := range definition.Arguments {
		if _, ok := args[a.Name]; !ok && a.DefaultValue != nil {
			if args[a.Name], err = a.DefaultValue.Value(nil); err != nil {
				return nil, nil, err
			}
		}
	}
	from, err := givenBuilder().statements(args)
	if err != nil {
		return nil, nil, presented(err)
	}
	from.options.MaxNodes = maxGivenNetwork
	all, err := from.read(&reading{Context: ctx, store: s})
	if err != nil {
		return nil, nil, err
	}
	if field == "affiliationNetwork" {
		n, err := network.AffiliationNetwork(all, from.options)
		return nil, n, presented(refusedNetwork(err))
	}
	compute := network.ActorNetwork
	if field == "demandNetwork" {
		compute = network.DemandNetwork
	}
	n, err := compute(all, from.options)
	return n, nil, presented(refusedNetwork(err))
}

func givenBuilder() *builder { return &builder{op: &graphql.OperationContext{}} }

// given coerces values to types of the schema, as variables of an operation are.
func given(types map[string]*ast.Type, values map[string]any) (map[string]any, error) {
	schema := NewExecutableSchema(Config{}).Schema()
	op := &ast.OperationDefinition{Operation: ast.Query}
	set := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		t, known := types[name]
		if !known {
			return nil, presented(within(name, bad("this cannot be given; what can: %v", slices.Sorted(maps.Keys(types)))))
		}
		if values[name] == nil {
			continue
		}
		set[name] = values[name]
		op.VariableDefinitions = append(op.VariableDefinitions, &ast.VariableDefinition{Variable: name, Type: t, Definition: schema.Types[t.Name()]})
	}
	for _, name := range slices.Sorted(maps.Keys(types)) {
		if types[name].NonNull && set[name] == nil {
			return nil, presented(within(name, bad("it must be given")))
		}
	}
	coerced, err := validator.VariableValues(schema, op, set)
	if err == nil {
		err = handler.CheckInput(schema, types, coerced, maxGivenDepth)
	}
	if err != nil {
		return nil, presented(err)
	}
	return coerced, nil
}

// presented gives an error of input as one of a store, with the code that it has in GraphQL.
func presented(err error) error {
	var input *badInput
	var coerced *gqlerror.Error
	switch {
	case errors.As(err, &input):
		return store.Errorf(handler.CodeBadUserInput, "%s", input.Error())
	case errors.As(err, &coerced):
		message := coerced.Message
		if path := coerced.Path.String(); path != "" {
			message = path + ": " + message
		}
		return store.Errorf(handler.CodeBadUserInput, "%s", message)
	}
	return err
}
