package change

import (
	"context"
	"maps"
	"slices"
	"time"

	"demandgraph/demand"
)

// Plan works out what a set does to the graph: the rows to write and a report
// of what they change. Writes is nil when the set changes nothing. It fails with
// *Invalid when documents cannot be taken, and names all of them.
func Plan(ctx context.Context, g Graph, set *Set, now time.Time) (*Writes, *Report, error) {
	p := &planner{ctx: ctx, g: g, set: set, now: now.UTC().Format(demand.InstantLayout),
		writes: &Writes{Counts: map[string]int{}}, report: &Report{},
		old: map[demand.Ref]*Node{}, new: map[demand.Ref]*Node{}, entries: map[demand.Ref][]Entry{}, articles: map[demand.Ref][]string{},
		looked: map[demand.Ref]bool{}}
	for _, step := range []func() error{
		p.contributions, // which claims come and go
		p.claims,        // which nodes they are about
		p.fold,          // what the nodes become
		p.reach,         // which other nodes that touches
		p.derive,        // what follows for all of them
	} {
		if err := step(); err != nil {
			return nil, nil, err
		}
		if p.nothing() {
			p.countUnchanged()
			return nil, p.report, nil
		}
	}
	p.write()
	return p.writes, p.report, nil
}

// nothing says that no claim changes and none is said by another document than before.
func (p *planner) nothing() bool {
	return len(p.delta) == 0 && len(p.new) == 0 && len(p.writes.PutContributions) == 0 && len(p.writes.DeleteContributions) == 0 && len(p.writes.MarkContributions) == 0
}

type planner struct {
	ctx    context.Context
	g      Graph
	set    *Set
	now    string
	writes *Writes
	report *Report

	docs    []docClaims
	again   []Contribution // of documents that stay as they were, asserted by the import too
	removed []Contribution
	delta   map[string]*claimDelta
	stored  map[string]Claim // the claims of delta that are stored already

	touched  []demand.Ref            // whose claims change
	claimsOf map[demand.Ref][]Claim  // after the change
	old      map[demand.Ref]*Node    // as stored; nil for what is not there
	looked   map[demand.Ref]bool     // asked for in the store
	new      map[demand.Ref]*Node    // as it will be; nil for what goes
	entries  map[demand.Ref][]Entry  // as they will be
	articles map[demand.Ref][]string // that tell of a folded node
	acts     map[string][]demand.Act // of touched demands, as they will be
	shown    map[string][]string     // articles that are evidence for touched demands or their terms
	problems []Problem
}

type docClaims struct {
	doc    *Document
	claims []claim
}

// claimDelta is how the holders of a claim change.
type claimDelta struct {
	claim   Claim // Subject and Body
	imports map[string]int
}

// claims finds the nodes whose claims change: a claim that is new, or is held no
// more, or is held by other imports than before. One document more or less that
// says the same by the same import changes only a number.
func (p *planner) claims() error {
	stored, err := p.g.Claims(p.ctx, slices.Sorted(maps.Keys(p.delta)))
	if err != nil {
		return err
	}
	p.stored = make(map[string]Claim, len(stored))
	for _, c := range stored {
		p.stored[c.ID] = c
	}
	touched := map[demand.Ref]bool{}
	for _, id := range slices.Sorted(maps.Keys(p.delta)) {
		d := p.delta[id]
		have, ok := p.stored[id]
		if ok {
			have.body = d.claim.body
			d.claim = have
		}
		now := maps.Clone(have.Imports)
		if now == nil {
			now = map[string]int{}
		}
		for key, by := range d.imports {
			if now[key] += by; now[key] <= 0 {
				delete(now, key)
			}
		}
		d.claim.Imports = now
		switch {
		case len(now) == 0:
			p.writes.DeleteClaims = append(p.writes.DeleteClaims, id)
		default:
			p.writes.PutClaims = append(p.writes.PutClaims, d.claim)
		}
		if !ok || !sameKeys(have.Imports, now) {
			touched[d.claim.Subject] = true
		}
	}
	p.touched = sortedRefs(touched)
	return nil
}

func sameKeys(a, b map[string]int) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if _, ok := b[k]; !ok {
			return false
		}
	}
	return true
}

// fold makes the touched nodes anew out of all their claims.
func (p *planner) fold() error {
	stored, err := p.g.ClaimsOf(p.ctx, p.touched)
	if err != nil {
		return err
	}
	p.claimsOf = make(map[demand.Ref][]Claim, len(p.touched))
	for _, c := range stored {
		if _, changed := p.delta[c.ID]; !changed {
			p.claimsOf[c.Subject] = append(p.claimsOf[c.Subject], c)
		}
	}
	for _, d := range p.delta {
		if len(d.claim.Imports) > 0 {
			p.claimsOf[d.claim.Subject] = append(p.claimsOf[d.claim.Subject], d.claim)
		}
	}
	if err := p.load(p.touched); err != nil {
		return err
	}
	for _, ref := range p.touched {
		claims := p.claimsOf[ref]
		f, conflicts := fold(ref, claims)
		for _, c := range conflicts {
			if err := p.contradiction(ref, c); err != nil {
				return err
			}
		}
		if f == nil {
			if len(claims) > 0 {
				if err := p.undefined(ref, claims); err != nil {
					return err
				}
			}
			if p.old[ref] != nil {
				p.new[ref] = nil
			}
			continue
		}
		p.articles[ref] = f.articles
		p.new[ref] = f.node
	}
	if len(p.problems) > 0 {
		return &Invalid{p.problems}
	}
	return p.cycles()
}

// load reads nodes as stored, once.
func (p *planner) load(refs []demand.Ref) error {
	var missing []demand.Ref
	for _, r := range refs {
		if !p.looked[r] {
			p.looked[r] = true
			missing = append(missing, r)
		}
	}
	nodes, err := p.g.Nodes(p.ctx, missing)
	if err != nil {
		return err
	}
	for _, n := range nodes {
		p.old[n.Ref] = n
	}
	return nil
}

// node gives a node as it will be, of those loaded or made; nil when there is none.
func (p *planner) node(ref demand.Ref) *Node {
	if n, ok := p.new[ref]; ok {
		return n
	}
	return p.old[ref]
}

// revise gives a node that will be written anew, out of what is stored.
func (p *planner) revise(ref demand.Ref) *Node {
	if n, ok := p.new[ref]; ok {
		return n
	}
	was := p.old[ref]
	if was == nil {
		return nil
	}
	n := &Node{Ref: ref, Props: maps.Clone(was.Props), Edges: was.Edges}
	p.new[ref] = n
	return n
}
