package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// work works out the answer of a field that is more than a tree of what is stored:
// it scans, counts, reads the nodes that the answer shows, and gives what writes it.
type work func(r *reading) (write func(*writer), err error)

// workedOut are the fields of Query that are worked out.
var workedOut = map[string]func(b *builder, f graphql.CollectedField, args map[string]any) (work, error){}

func init() {
	workedOut["graph"] = (*builder).graph
	workedOut["paths"] = (*builder).paths
	workedOut["stanceMatrix"] = (*builder).stanceMatrix
	workedOut["timeline"] = (*builder).timeline
	workedOut["changes"] = (*builder).changes
	workedOut["shifts"] = (*builder).shifts
	workedOut["contradictions"] = (*builder).contradictions
	workedOut["actorNetwork"] = (*builder).actorNetwork
	workedOut["demandNetwork"] = (*builder).demandNetwork
	workedOut["affiliationNetwork"] = (*builder).affiliationNetwork
	workedOut["actorNetworks"] = (*builder).actorNetworks
	workedOut["positionStats"] = (*builder).positionStats
	workedOut["demandStats"] = (*builder).demandStats
}

// readTries is how often a field is worked out whose reads saw different versions of
// the graph; the last answer is given with the lowest of them.
const readTries = 3

// work works a field out.
func (r *Reads) work(ctx context.Context, alias string, work work) (*writer, error) {
	for try := 1; ; try++ {
		at := &reading{Context: ctx, store: r.store}
		write, err := work(at)
		if err != nil {
			return nil, err
		}
		if at.lowest != at.highest && try < readTries {
			continue
		}
		sawVersion(ctx, at.lowest)
		return written(alias, write)
	}
}

// reading is what works a field out once: it reads the store and keeps the versions
// that it saw.
type reading struct {
	context.Context
	store           Reader
	seen            bool
	lowest, highest int64
}

func (r *reading) saw(version int64) {
	if !r.seen || version < r.lowest {
		r.lowest = version
	}
	r.highest = max(r.highest, version)
	r.seen = true
}

// Scan implements facts.Scanner.
func (r *reading) Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	version, err := r.store.Scan(ctx, q, begin)
	if err == nil {
		r.saw(version)
	}
	return version, err
}

// Read implements explore.Reader.
func (r *reading) Read(ctx context.Context, q *query.Query) (*query.Answer, error) {
	answer, err := r.store.Read(ctx, q)
	if err == nil {
		r.saw(answer.Version)
	}
	return answer, err
}

// nodes reads nodes of a kind by key.
func (r *reading) nodes(s *query.Selection, params []any, events []query.Param, keys []string) (map[string]*query.Node, error) {
	out := make(map[string]*query.Node, len(keys))
	if bare(s) {
		for _, key := range keys {
			out[key] = &query.Node{Kind: s.Kind, Key: key}
		}
		return out, nil
	}
	for len(keys) > 0 {
		part := keys[:min(len(keys), query.LookAhead)]
		keys = keys[len(part):]
		values := append(params[:len(params):len(params)], part, int64(len(part)))
		l := &query.List{Kind: s.Kind, Access: query.Everything, Order: query.Order{By: "key"}, Select: s, Rows: true, Plain: true,
			Page: query.Page{Size: query.Param(len(values) - 1), After: query.NoParam, Before: query.NoParam}}
		l.Access.Keys = query.Param(len(values) - 2)
		answer, err := r.store.Read(r, &query.Query{List: l, Params: values, Events: events})
		if err != nil {
			return nil, err
		}
		r.saw(answer.Version)
		for _, item := range answer.Page.Items {
			out[item.Node.Key] = item.Node
		}
	}
	return out, nil
}

// bare says that nothing but key and kind is asked of a node.
func bare(s *query.Selection) bool {
	return len(s.Props)+len(s.Ones)+len(s.Lists)+len(s.Ledgers)+len(s.Stances) == 0
}

// refused is the error for what would cost too much.
func refused(format string, args ...any) error {
	return store.Errorf(store.TooCostly, format, args...)
}

// kindOf describes a kind of the model.
func kindOf(name demand.NodeKind) *demand.Kind {
	k, _ := demand.KindOf(name)
	return k
}
