package change

import (
	"slices"

	"demandgraph/demand"
)

// withdraw takes an import back from contributions. Claims that it brought are, where
// others assert the contribution too, by the first of those.
func (p *planner) withdraw(before map[string]Contribution) error {
	w := p.set.Withdraw
	if w == nil {
		return nil
	}
	for _, id := range w.Contributions {
		was, ok := before[id]
		if !ok {
			continue
		}
		delete(before, id) // once
		left := slices.DeleteFunc(slices.Clone(was.AssertedBy), func(key string) bool { return key == w.Import })
		if len(left) == 0 {
			p.remove(was)
			continue
		}
		now := was
		now.AssertedBy, now.Imports = left, slices.Clone(was.Imports)
		for i, key := range was.Imports {
			if key == w.Import {
				now.Imports[i] = left[0]
				p.change(Claim{ID: was.Claims[i]}, w.Import, -1)
				p.change(Claim{ID: was.Claims[i]}, left[0], +1)
			}
		}
		switch {
		case !slices.Equal(now.Imports, was.Imports):
			p.writes.PutContributions = append(p.writes.PutContributions, now)
		case len(left) < len(was.AssertedBy):
			p.writes.MarkContributions = append(p.writes.MarkContributions, Contribution{ID: was.ID, Source: was.Source, AssertedBy: left})
		}
	}
	return p.forget(w)
}

// forget lets the Import node go with the last of what it asserted.
func (p *planner) forget(w *Withdrawal) error {
	if !w.Last {
		return nil
	}
	held, err := p.g.HeldBy(p.ctx, w.Import, w.Contributions)
	if err != nil || held {
		return err
	}
	ref := demand.Ref{Kind: demand.KindImport, Key: w.Import}
	if err := p.load([]demand.Ref{ref}); err != nil {
		return err
	}
	if p.old[ref] != nil {
		p.new[ref] = nil
	}
	return nil
}
