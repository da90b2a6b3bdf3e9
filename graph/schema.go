package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/graph/handler"
)

// NewSchema gives the schema as package handler serves it. The fields of Query
// are answered by the extension [Reads], which must be in the handler's Config.
func NewSchema() graphql.ExecutableSchema {
	whole := NewExecutableSchema(Config{}).Schema()
	return NewExecutableSchema(Config{Schema: handler.ServedSchema(whole), Resolvers: resolvers{}})
}

// resolvers satisfies what gqlgen generated for the root types.
type resolvers struct{}

// Query gives no resolvers: [Reads] answers every field of Query before gqlgen
// would call one, which a test proves for each.
func (resolvers) Query() QueryResolver { return nil }

// NewHandler serves the graph of a store over HTTP: the schema, answered by
// [Reads], with the limits and settings of cfg. The extensions of cfg run around
// the reads.
func NewHandler(store Reader, cfg handler.Config) *handler.Handler {
	cfg.Extensions = append(slices.Clone(cfg.Extensions), NewReads(store))
	return handler.New(NewSchema(), cfg)
}
