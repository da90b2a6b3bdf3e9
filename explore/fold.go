package explore

import (
	"context"
	"maps"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
)

// world is what has been read for one answer.
type world struct {
	context.Context
	Which
	reader     Reader
	has        map[EdgeKind]bool
	asked      map[string]bool // actors that were named: what they took for another is theirs as well
	folds      map[string]*fold
	addressees map[string][]string // of demands
}

func newWorld(ctx context.Context, r Reader, which Which, named ...demand.Ref) *world {
	w := &world{Context: ctx, Which: which, reader: r, has: map[EdgeKind]bool{}, asked: map[string]bool{},
		folds: map[string]*fold{}, addressees: map[string][]string{}}
	for _, kind := range which.Edges {
		w.has[kind] = true
	}
	for _, ref := range named {
		if ref.Kind == demand.KindActor {
			w.asked[ref.Key] = true
		}
	}
	return w
}

// position is what is kept of one that counts.
type position struct {
	Item
	demand   string
	kind     demand.PositionKind
	date     demand.Date
	actors   [2]string // that it counts for; the second may be ""
	articles []string
	of       []string // addressees of its demand, where they were wanted
}

// edge is the kind of edge that the position folds into.
func (p *position) edge() EdgeKind {
	if p.kind.Makes() {
		return Demanded
	}
	return Responded
}

func (w *world) position(p *facts.Position) *position {
	out := &position{Item: Item{p.Key, p.Sort}, demand: p.Demand, kind: p.Kind, date: p.Date, articles: p.Articles, of: p.Addressees}
	if out.date.IsZero() && p.Day() != "" { // at an event, which has a date
		out.date = demand.MustParseDate(p.Day())
	}
	out.actors[0] = p.Principal(w.RollUp)
	if w.asked[p.Taker] && p.Taker != out.actors[0] {
		out.actors[1] = p.Taker
	}
	return out
}

// fold holds the edges between actors and one demand.
type fold struct {
	edges  edgeSet
	newest []string // the actors, by their last position, newest first
}

// of are the actors with an edge of a kind.
func (f *fold) of(kind EdgeKind) []string {
	var out []string
	for _, key := range f.newest {
		for at := range f.edges {
			if at.kind == kind && at.source.Key == key {
				out = append(out, key)
			}
		}
	}
	return out
}

// holds says that an actor has an edge of a kind.
func (f *fold) holds(kind EdgeKind, key, demanded string) bool {
	return f.edges[between{kind, actor(key), demand.Ref{Kind: demand.KindDemand, Key: demanded}}] != nil
}

// fold reads the positions on demands, each demand once.
func (w *world) fold(demands map[string]bool) error {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(demands)) {
		if w.folds[key] == nil {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	var folds map[string]*fold
	var last map[string]map[string]string
	_, err := facts.Positions(w, w.reader, w.Positions.OnDemands(keys), facts.WantArticles, func() func(*facts.Position) error {
		folds, last = map[string]*fold{}, map[string]map[string]string{}
		for _, key := range keys {
			folds[key], last[key] = &fold{edges: edgeSet{}}, map[string]string{}
		}
		return func(row *facts.Position) error {
			p, f := w.position(row), folds[row.Demand]
			if f == nil {
				return nil
			}
			for _, key := range p.actors {
				if key != "" {
					f.edges.at(p.edge(), actor(key), demand.Ref{Kind: demand.KindDemand, Key: p.demand}).add(p)
					last[p.demand][key] = max(last[p.demand][key], p.Sort)
				}
			}
			return nil
		}
	})
	if err != nil {
		return err
	}
	for key, f := range folds {
		f.newest = slices.SortedFunc(maps.Keys(last[key]), func(a, b string) int {
			return cmpNewest(last[key][a], last[key][b], a, b)
		})
		w.folds[key] = f
	}
	return nil
}

// cmpNewest orders by sort, newest first, and then by key.
func cmpNewest(sortA, sortB, a, b string) int {
	// Sorts end with the keys of positions, which differ; equal ones are one position of two actors.
	if by := strings.Compare(sortB, sortA); by != 0 {
		return by
	}
	return strings.Compare(a, b)
}

// actorEdges adds the edges between actors that are shown: all positions of theirs are read.
func (w *world) actorEdges(edges edgeSet, shown map[demand.Ref]bool) error {
	if !w.has[DemandedOf] && !w.has[RespondedTo] {
		return nil
	}
	var keys []string
	for ref := range shown {
		if ref.Kind == demand.KindActor {
			keys = append(keys, ref.Key)
		}
	}
	slices.Sort(keys)
	if len(keys) < 2 {
		return nil
	}
	var on map[string][]*position
	_, err := facts.Positions(w, w.reader, w.Positions.By(keys, w.RollUp), facts.WantArticles|facts.WantAddressees, func() func(*facts.Position) error {
		on = map[string][]*position{}
		return func(row *facts.Position) error {
			on[row.Demand] = append(on[row.Demand], w.position(row))
			return nil
		}
	})
	if err != nil {
		return err
	}
	add := func(kind EdgeKind, p *position, targets []string) {
		for _, source := range p.actors {
			for _, target := range targets {
				if source != target && shown[actor(source)] && shown[actor(target)] {
					edges.at(kind, actor(source), actor(target)).add(p)
				}
			}
		}
	}
	for _, all := range on {
		makers := map[string]bool{}
		for _, p := range all {
			if p.kind.Makes() {
				makers[p.actors[0]], makers[p.actors[1]] = true, true
			}
		}
		delete(makers, "")
		demanders := slices.Sorted(maps.Keys(makers))
		for _, p := range all {
			switch {
			case p.kind.Makes() && w.has[DemandedOf]:
				add(DemandedOf, p, p.of)
			case !p.kind.Makes() && w.has[RespondedTo]:
				add(RespondedTo, p, demanders)
			}
		}
	}
	return nil
}
