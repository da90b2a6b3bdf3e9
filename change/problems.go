package change

import (
	"cmp"
	"fmt"
	"slices"

	"demandgraph/demand"
)

// place is where a claim stands: in a document of the set, or in one loaded before.
type place struct {
	doc    *Document // nil for one loaded before
	index  int       // of the document in the set
	source string
	line   int
}

func (p place) String() string {
	if p.line > 0 {
		return fmt.Sprintf("%s:%d", p.source, p.line)
	}
	return p.source
}

// places finds where a claim stands in the set, the last document first.
func (p *planner) places(id string) []place {
	var out []place
	for i, d := range p.docs {
		for _, c := range d.claims {
			if c.ID == id {
				out = append(out, place{d.doc, i, d.doc.Source, c.line})
				break
			}
		}
	}
	slices.Reverse(out)
	return out
}

// stands finds one place of a claim, in the set or out of it.
func (p *planner) stands(id string) (place, error) {
	if in := p.places(id); len(in) > 0 {
		return in[len(in)-1], nil
	}
	source, err := p.g.Holder(p.ctx, id)
	return place{index: -1, source: source}, err
}

// contradiction reports a conflict against the later of the two documents.
func (p *planner) contradiction(ref demand.Ref, c conflict) error {
	a, err := p.stands(c.a)
	if err != nil {
		return err
	}
	if c.b == "" {
		return p.blame(ref, a, c.what)
	}
	b, err := p.stands(c.b)
	if err != nil {
		return err
	}
	if cmp.Or(cmp.Compare(a.index, b.index), cmp.Compare(a.line, b.line)) < 0 {
		a, b, c.aSays, c.bSays = b, a, c.bSays, c.aSays
	}
	return p.blame(ref, a, fmt.Sprintf("%s is %s here and %s in %s: leave it out in one, or say replaces: true",
		c.what, c.aSays, c.bSays, b))
}

// blame reports a problem; one that no document of the set stands for comes from
// what the set takes back, and is the fault of all that it changes.
func (p *planner) blame(ref demand.Ref, at place, message string) error {
	if at.doc != nil {
		p.problems = append(p.problems, Problem{Document: at.doc, Line: at.line, Subject: ref, Message: message})
		return nil
	}
	message += " (" + at.String() + ")"
	for _, d := range p.docs {
		p.problems = append(p.problems, Problem{Document: d.doc, Subject: ref, Message: message})
	}
	found := false
	for _, c := range p.removed {
		if slices.ContainsFunc(c.Claims, func(id string) bool { d := p.delta[id]; return d != nil && d.claim.Subject == ref }) {
			found = true
			p.problems = append(p.problems, Problem{Document: &Document{Source: c.Source}, Contribution: c.ID, Subject: ref, Message: message})
		}
	}
	if !found && len(p.docs) == 0 {
		p.problems = append(p.problems, Problem{Document: &Document{Source: at.source}, Subject: ref, Message: message})
	}
	return nil
}

// undefined reports a node that documents refer to and none describes.
func (p *planner) undefined(ref demand.Ref, claims []Claim) error {
	found := false
	for _, c := range claims {
		for _, at := range p.places(c.ID) {
			found = true
			p.problems = append(p.problems, Problem{Document: at.doc, Line: at.line, Subject: ref, Message: "nothing describes it: no document of this import, and it is not in the graph"})
		}
	}
	if found {
		return nil
	}
	at, err := p.stands(claims[0].ID)
	if err != nil {
		return err
	}
	return p.blame(ref, at, "nothing would describe it any more, but a document still refers to it")
}
