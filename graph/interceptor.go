package graph

import (
	"context"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"demandgraph/query"
)

// Reader is what this package needs of a store; see store.Store.
type Reader interface {
	// Read answers one root field in one round trip.
	Read(ctx context.Context, q *query.Query) (*query.Answer, error)
	// Scan reads the rows of many nodes, for answers that are worked out.
	Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (version int64, err error)
}

// Reads is the gqlgen extension that answers the fields of Query, each by one
// read of the store, and puts into extensions.dataVersion the lowest version of
// the graph that an operation's reads saw.
type Reads struct{ store Reader }

// NewReads makes the extension over a store.
func NewReads(store Reader) *Reads { return &Reads{store} }

var _ interface {
	graphql.HandlerExtension
	graphql.RootFieldInterceptor
	graphql.ResponseInterceptor
} = (*Reads)(nil)

// ExtensionName implements graphql.HandlerExtension.
func (*Reads) ExtensionName() string { return "Reads" }

// Validate implements graphql.HandlerExtension.
func (*Reads) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptRootField implements graphql.RootFieldInterceptor. Introspection and
// other root types are left to the generated code.
func (r *Reads) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	field := graphql.GetRootFieldContext(ctx).Field
	if field.ObjectDefinition.Name != "Query" || strings.HasPrefix(field.Name, "__") {
		return next(ctx)
	}
	w, err := r.read(ctx, field)
	if err != nil {
		graphql.AddError(ctx, present(ast.Path{ast.PathName(field.Alias)}, err))
		return graphql.Null
	}
	return w
}

// read builds a root field, reads it and writes it.
func (r *Reads) read(ctx context.Context, field graphql.CollectedField) (*writer, error) {
	root, err := build(graphql.GetOperationContext(ctx), field)
	if err != nil {
		return nil, err
	}
	if root.work != nil {
		return r.work(ctx, field.Alias, root.work)
	}
	answer := &query.Answer{}
	if root.query != nil {
		if answer, err = r.store.Read(ctx, root.query); err != nil {
			return nil, err
		}
		sawVersion(ctx, answer.Version)
	}
	return written(field.Alias, func(w *writer) { root.write(w, &answer.Page) })
}

// written writes the answer of a field.
func written(alias string, write func(*writer)) (*writer, error) {
	w := newWriter()
	write(w)
	if w.err != nil {
		err := w.failure(alias)
		w.release()
		return nil, err
	}
	return w, nil
}

// versions keeps the lowest version that the reads of one operation saw.
type versions struct {
	mu     sync.Mutex
	seen   bool
	lowest int64
}

type versionsKey struct{}

// InterceptResponse implements graphql.ResponseInterceptor.
func (*Reads) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	v := &versions{}
	resp := next(context.WithValue(ctx, versionsKey{}, v))
	if resp == nil || !v.seen {
		return resp
	}
	if resp.Extensions == nil {
		resp.Extensions = map[string]any{}
	}
	resp.Extensions["dataVersion"] = v.lowest
	return resp
}

func sawVersion(ctx context.Context, version int64) {
	v, ok := ctx.Value(versionsKey{}).(*versions)
	if !ok {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.seen || version < v.lowest {
		v.seen, v.lowest = true, version
	}
}
