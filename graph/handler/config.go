package handler

import (
	"log/slog"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Config says how a schema is served. The zero value serves it with
// [DefaultLimits], without introspection and without GraphiQL.
type Config struct {
	// Limits bound what one request may cost; a field that is zero has its
	// value from DefaultLimits.
	Limits Limits

	// Introspection lets clients ask for the schema.
	Introspection bool

	// GraphiQL serves the GraphiQL page to browsers.
	GraphiQL bool
	// Examples are the tabs that GraphiQL opens with.
	Examples []Example

	// AllowedOrigins are the origins of other sites whose pages may send
	// requests, such as "https://example.org". Pages of the server's own host
	// always may, and so may clients that are no browsers.
	AllowedOrigins []string

	// Logger receives unexpected errors. nil means slog.Default().
	Logger *slog.Logger

	// Extensions are gqlgen extensions that run inside all of the handler's
	// own, in order. An extension that intercepts root fields is where query
	// answers are written; one that calls graphql.RegisterExtension adds to
	// the extensions of an answer.
	Extensions []graphql.HandlerExtension

	// ListSize says how many elements a field may return, and false for a field
	// that is no list. nil means DefaultListSize.
	ListSize func(field *ast.Field, vars map[string]any) (int, bool)
}

// Example is a query that GraphiQL opens in a tab.
type Example struct {
	// Name is written above the query as a comment.
	Name string `json:"name"`
	// Query is a GraphQL document with one operation.
	Query string `json:"query"`
	// Variables is a JSON object, or empty.
	Variables string `json:"variables,omitempty"`
}

// Limits bound what one request may cost. Fields, aliases, directives and depth
// are counted with every fragment put in place of its spread.
type Limits struct {
	// Body bounds the request body, and likewise a URL's query, in bytes.
	Body int64
	// Tokens bounds the lexical tokens of a document.
	Tokens int
	// Depth bounds how deep fields nest; the meta-fields __schema and __type
	// and what is below them count apart, against IntrospectionDepth.
	Depth              int
	IntrospectionDepth int
	// Fields, Aliases, Directives and RootFields bound the number of each in
	// one operation.
	Fields     int
	Aliases    int
	Directives int
	RootFields int
	// ValueDepth bounds how deep lists and objects nest in an argument or a
	// variable.
	ValueDepth int
	// Cost bounds the number of fields that an answer can hold, a list counted
	// at its size; IntrospectionCost does the same for the schema's own answer.
	Cost              int
	IntrospectionCost int
	// Errors bounds the errors in one answer, Message the bytes of the text of
	// each.
	Errors  int
	Message int

	// Read is the time for a request's body to arrive, Execution that for an
	// operation to be answered, Write that for the answer to be sent.
	Read      time.Duration
	Execution time.Duration
	Write     time.Duration

	// Documents and PersistedQueries bound the entries of the two caches, and
	// CacheBytes the text that each may keep. A parsed document can take a
	// hundred times its text.
	Documents        int
	PersistedQueries int
	CacheBytes       int
}

// DefaultLimits returns the limits that hold where a Config says nothing else.
func DefaultLimits() Limits {
	return Limits{
		Body:               1 << 20,
		Tokens:             10_000,
		Depth:              15,
		IntrospectionDepth: 20,
		Fields:             1_000,
		Aliases:            100,
		Directives:         100,
		RootFields:         20,
		ValueDepth:         20,
		Cost:               500_000,
		IntrospectionCost:  2_000_000,
		Errors:             5,
		Message:            400,
		Read:               10 * time.Second,
		Execution:          10 * time.Second,
		Write:              30 * time.Second,
		Documents:          1_000,
		PersistedQueries:   1_000,
		CacheBytes:         2 << 20,
	}
}

// withDefaults returns l with every zero field taken from DefaultLimits.
func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	setDefault(&l.Body, d.Body)
	setDefault(&l.Tokens, d.Tokens)
	setDefault(&l.Depth, d.Depth)
	setDefault(&l.IntrospectionDepth, d.IntrospectionDepth)
	setDefault(&l.Fields, d.Fields)
	setDefault(&l.Aliases, d.Aliases)
	setDefault(&l.Directives, d.Directives)
	setDefault(&l.RootFields, d.RootFields)
	setDefault(&l.ValueDepth, d.ValueDepth)
	setDefault(&l.Cost, d.Cost)
	setDefault(&l.IntrospectionCost, d.IntrospectionCost)
	setDefault(&l.Errors, d.Errors)
	setDefault(&l.Message, d.Message)
	setDefault(&l.Read, d.Read)
	setDefault(&l.Execution, d.Execution)
	setDefault(&l.Write, d.Write)
	setDefault(&l.Documents, d.Documents)
	setDefault(&l.PersistedQueries, d.PersistedQueries)
	setDefault(&l.CacheBytes, d.CacheBytes)
	return l
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
