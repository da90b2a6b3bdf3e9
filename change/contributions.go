package change

import (
	"maps"
	"slices"

	"demandgraph/demand"
)

// contributions compares the documents with what they asserted before.
func (p *planner) contributions() error {
	if err := p.readDocuments(); err != nil {
		return err
	}
	ids := slices.Concat(p.set.Remove, p.set.Assert)
	if w := p.set.Withdraw; w != nil {
		ids = append(ids, w.Contributions...)
	}
	for _, d := range p.docs {
		ids = append(ids, d.doc.ID())
	}
	slices.Sort(ids)
	stored, err := p.g.Contributions(p.ctx, slices.Compact(ids))
	if err != nil {
		return err
	}
	before := make(map[string]Contribution, len(stored))
	for _, c := range stored {
		before[c.ID] = c
	}
	p.delta = map[string]*claimDelta{}
	given := map[string]*Document{}
	for _, d := range p.docs {
		id := d.doc.ID()
		if first := given[id]; first != nil {
			p.problems = append(p.problems, Problem{Document: d.doc, Subject: d.doc.subject(),
				Message: "this document was given before, in " + first.Source + ": same article, annotator and format"})
			continue
		}
		given[id] = d.doc
		p.put(d, before[id])
		delete(before, id)
	}
	if len(p.problems) > 0 {
		return &Invalid{p.problems}
	}
	for _, id := range p.set.Remove {
		if was, ok := before[id]; ok {
			delete(before, id)
			p.remove(was)
		}
	}
	for _, id := range p.set.Assert {
		if was, ok := before[id]; ok && p.marked(was) {
			p.writes.MarkContributions = append(p.writes.MarkContributions, p.mark(was))
		}
	}
	if err := p.withdraw(before); err != nil {
		return err
	}
	maps.DeleteFunc(p.delta, func(_ string, d *claimDelta) bool { return len(d.imports) == 0 })
	return nil
}

// put records what a document asserts now; claims that it made before keep
// the import that brought them.
func (p *planner) put(d docClaims, was Contribution) {
	now := Contribution{ID: d.doc.ID(), Source: d.doc.Source}
	by := make(map[string]string, len(was.Claims))
	for i, id := range was.Claims {
		by[id] = was.Imports[i]
	}
	kept := map[string]bool{}
	for _, c := range d.claims {
		key, had := by[c.ID]
		if had {
			kept[c.ID] = true
		} else {
			key = p.set.Import.Key
			p.change(c.Claim, key, +1)
		}
		now.Claims = append(now.Claims, c.ID)
		now.Imports = append(now.Imports, key)
		now.Lines = append(now.Lines, c.line)
	}
	p.take(was, kept)
	if len(kept) != len(was.Claims) || len(kept) != len(now.Claims) {
		now.AssertedBy = imports(p.set.Import.Key)
		p.writes.PutContributions = append(p.writes.PutContributions, now)
		p.report.Documents++
	} else if len(was.Claims) > 0 && p.marked(was) {
		p.again = append(p.again, p.mark(was))
	}
}

// imports are the keys of imports that are not "".
func imports(keys ...string) []string {
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return key == "" })
}

// marked says whether the import asserts a contribution anew that it did not before.
func (p *planner) marked(was Contribution) bool {
	return p.set.Import.Key != "" && !slices.Contains(was.AssertedBy, p.set.Import.Key)
}

func (p *planner) mark(was Contribution) Contribution {
	return Contribution{ID: was.ID, Source: was.Source, AssertedBy: append(slices.Clone(was.AssertedBy), p.set.Import.Key)}
}

// remove takes a contribution back.
func (p *planner) remove(was Contribution) {
	p.take(was, nil)
	p.writes.DeleteContributions = append(p.writes.DeleteContributions, was.ID)
	p.removed = append(p.removed, was)
}

// take takes the claims of a contribution back, but those kept.
func (p *planner) take(was Contribution, kept map[string]bool) {
	for i, id := range was.Claims {
		if !kept[id] {
			p.change(Claim{ID: id}, was.Imports[i], -1)
		}
	}
}

func (p *planner) change(c Claim, importKey string, by int) {
	d := p.delta[c.ID]
	if d == nil {
		d = &claimDelta{claim: c, imports: map[string]int{}}
		p.delta[c.ID] = d
	}
	if c.Body != "" {
		d.claim = c
	}
	if d.imports[importKey] += by; d.imports[importKey] == 0 {
		delete(d.imports, importKey)
	}
}

// readDocuments turns the documents into claims about the nodes that they name,
// or about those that a merge has put in their place.
func (p *planner) readDocuments() error {
	named := map[demand.Ref]bool{}
	p.claim(func(kind demand.NodeKind, key string) string {
		if key != "" {
			named[demand.Ref{Kind: kind, Key: key}] = true
		}
		return key
	})
	found, err := p.g.Redirects(p.ctx, sortedRefs(named))
	if err != nil || len(found) == 0 {
		return err
	}
	p.claim(func(kind demand.NodeKind, key string) string {
		if to, ok := found[demand.Ref{Kind: kind, Key: key}]; ok {
			return to.Key
		}
		return key
	})
	return nil
}

func (p *planner) claim(resolve func(demand.NodeKind, string) string) {
	p.docs = make([]docClaims, len(p.set.Documents))
	for i, doc := range p.set.Documents {
		p.docs[i] = docClaims{doc, claimsOf(doc, resolve)}
	}
}
