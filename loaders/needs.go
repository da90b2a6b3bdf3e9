package loaders

import (
	"fmt"

	"demandgraph/demand"
)

// need is a field that a node must have from some document.
type need struct {
	node  demand.Ref
	field string
}

// givers are the documents that give what others need, in order.
type givers map[need][]*item

// givers finds what the documents give; refused ones are among them.
func (in *input) givers() givers {
	all := givers{}
	for _, it := range in.items {
		if it.facts != nil {
			for n := range it.gives {
				all[n] = append(all[n], it)
			}
		}
	}
	return all
}

// giver is the first document that gives what is needed and is not refused: the
// needing one itself where it does. refused is one that gives it and is refused.
func (g givers) giver(n need, to *item) (giver, refused *item) {
	if to.gives[n] {
		return to, nil
	}
	for _, it := range g[n] {
		if !it.bad() {
			return it, nil
		}
		if refused == nil {
			refused = it
		}
	}
	return nil, refused
}

// checkReferences refuses documents that need what no document gives, and those
// that need them, until none is left.
func (in *input) checkReferences() {
	g := in.givers()
	var refused []*item
	for again := true; again; {
		again = false
		for _, it := range in.items {
			if it.bad() {
				continue
			}
			if it.problems = in.missing(it, g); it.bad() {
				refused = append(refused, it)
				again = true
			}
		}
	}
	for _, it := range refused { // now that all are known that nothing can be had from
		it.problems = in.missing(it, g)
	}
}

// missing says what a document needs and no other gives.
func (in *input) missing(it *item, g givers) []Problem {
	var problems []Problem
	for _, ref := range it.order {
		for _, name := range required[ref.Kind] {
			giver, refused := g.giver(need{ref, name}, it)
			if giver == nil {
				problems = append(problems, in.missingProblem(it, ref, name, refused))
				break
			}
		}
	}
	return problems
}

// missingProblem says that a node, or a field that it must have, is not there.
func (in *input) missingProblem(it *item, ref demand.Ref, name string, refused *item) Problem {
	line, described := it.describes[ref]
	if !described {
		line = it.refers[ref]
	}
	at := it.place(ref, line)
	who := fmt.Sprintf("%s %q", kindName(ref.Kind), ref.Key)
	switch {
	case refused != nil:
		return it.problem(at, "%s is described only in %s, which is refused", who, refused.where())
	case described || in.anyDescribes(ref):
		return it.problem(at, "nothing says the %s of %s", name, who)
	}
	graph := ", and it is not in the graph"
	if in.noGraph {
		graph = ""
	}
	return it.problem(at, "unknown %s: no document of this import describes it%s%s", who, graph, DidYouMean(ref.Key, in.keys(ref.Kind)))
}

func (in *input) anyDescribes(ref demand.Ref) bool {
	in.index()
	return in.described[ref]
}

// keys are those of a kind that documents describe.
func (in *input) keys(kind demand.NodeKind) []string {
	in.index()
	return in.keysOf[kind]
}

// index collects what all documents describe, once.
func (in *input) index() {
	if in.described != nil {
		return
	}
	in.described, in.keysOf = map[demand.Ref]bool{}, map[demand.NodeKind][]string{}
	for _, it := range in.items {
		if it.facts == nil {
			continue
		}
		for _, ref := range it.order {
			if _, ok := it.describes[ref]; ok && !in.described[ref] {
				in.described[ref] = true
				in.keysOf[ref.Kind] = append(in.keysOf[ref.Kind], ref.Key)
			}
		}
	}
}
