package change

import (
	"maps"
	"reflect"
	"slices"

	"demandgraph/demand"
)

// derive gives every node that changes what follows from others, and its entries.
func (p *planner) derive() error {
	for _, ref := range sortedRefs(p.new) {
		n := p.new[ref]
		if n == nil {
			continue
		}
		switch ref.Kind {
		case demand.KindPosition, demand.KindDemand:
		case demand.KindAnnotation:
			p.entries[ref] = deriveAnnotation(n, p.articleOf(n))
		default:
			p.entries[ref] = deriveOther(n)
		}
	}
	for _, acts := range p.acts {
		for _, a := range acts {
			ref := demand.Ref{Kind: demand.KindPosition, Key: a.Key}
			if n := p.new[ref]; n != nil {
				p.entries[ref] = derivePosition(n, a)
			}
		}
	}
	for _, ref := range sortedRefs(p.new) {
		n := p.new[ref]
		if ref.Kind != demand.KindDemand || n == nil {
			continue
		}
		regions := regionsOf(ends(n, demand.Concerns))
		p.entries[ref] = deriveDemand(n, p.acts[ref.Key], p.shown[ref.Key], withAncestors(regions, p.node))
	}
	return nil
}

func (p *planner) articleOf(annotation *Node) *Node {
	for _, to := range ends(annotation, demand.InArticle) {
		if n := p.node(to); n != nil {
			return n
		}
	}
	return &Node{}
}

// write compares each node as it was with what it will be.
func (p *planner) write() {
	for _, ref := range sortedRefs(p.new) {
		p.writeNode(ref)
	}
	p.writes.MarkContributions = append(p.writes.MarkContributions, p.again...)
	p.countUnchanged()
	p.writeImport()
	p.writes.Record = Record{At: p.now, Import: p.set.Import.Key, Created: p.report.Created, Updated: p.report.Updated, Deleted: p.report.Deleted}
}

func (p *planner) writeNode(ref demand.Ref) {
	was, now := p.old[ref], p.new[ref]
	switch {
	case was == nil && now == nil:
		return
	case now == nil:
		p.writes.Delete = append(p.writes.Delete, ref)
		p.writes.DeleteEdges = append(p.writes.DeleteEdges, was.Edges...)
		p.report.Deleted = append(p.report.Deleted, ref)
		p.count(ref.Kind, -1)
		p.writeEntries(was.Entries, nil)
		return
	case was == nil:
		now.Props["createdAt"], now.Props["updatedAt"] = p.now, p.now
		p.writes.Create = append(p.writes.Create, now)
		p.writes.CreateEdges = append(p.writes.CreateEdges, now.Edges...)
		p.report.Created = append(p.report.Created, ref)
		p.count(ref.Kind, +1)
		p.writeEntries(nil, p.entries[ref])
		return
	}
	edges := p.writeEdges(was.Edges, now.Edges)
	if edges || !sameNode(was, now) {
		now.Props["createdAt"], now.Props["updatedAt"] = was.Props["createdAt"], p.now
		p.writes.Update = append(p.writes.Update, now)
		p.report.Updated = append(p.report.Updated, ref)
	}
	p.writeEntries(was.Entries, p.entries[ref])
}

// count keeps the number of nodes of a kind. Demands and positions are counted
// by the entries of the lists of that name.
func (p *planner) count(kind demand.NodeKind, by int) {
	if kind != demand.KindDemand && kind != demand.KindPosition {
		p.addCount(mustKind(kind).Plural, by)
	}
}

func (p *planner) addCount(list string, by int) {
	if p.writes.Counts[list] += by; p.writes.Counts[list] == 0 {
		delete(p.writes.Counts, list)
	}
}

func sameNode(a, b *Node) bool {
	kind := mustKind(a.Ref.Kind)
	for _, prop := range kind.Props {
		if !sameValue(a.Props[prop.Name], b.Props[prop.Name]) {
			return false
		}
	}
	return !kind.Sorted || a.Props[demand.SortName] == b.Props[demand.SortName]
}

// sameValue compares values of properties; a list that is missing is an empty one.
func sameValue(a, b any) bool {
	if list, ok := a.([]string); ok && len(list) == 0 {
		a = nil
	}
	if list, ok := b.([]string); ok && len(list) == 0 {
		b = nil
	}
	return reflect.DeepEqual(a, b)
}

func (p *planner) writeEdges(was, now []Edge) (changed bool) {
	before := make(map[string]Edge, len(was))
	for _, e := range was {
		before[edgeID(e)] = e
	}
	for _, e := range now {
		id := edgeID(e)
		old, there := before[id]
		delete(before, id)
		switch {
		case !there:
			p.writes.CreateEdges = append(p.writes.CreateEdges, e)
			changed = true
		case !sameEdge(old, e):
			p.writes.UpdateEdges = append(p.writes.UpdateEdges, e)
			changed = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		p.writes.DeleteEdges = append(p.writes.DeleteEdges, before[id])
		changed = true
	}
	return changed
}

func sameEdge(a, b Edge) bool {
	kind, _ := demand.EdgeOf(a.Kind)
	for _, prop := range kind.AllProps() {
		if !sameValue(a.Props[prop.Name], b.Props[prop.Name]) {
			return false
		}
	}
	return true
}

func (p *planner) writeEntries(was, now []Entry) {
	before := make(map[Entry]bool, len(was))
	for _, e := range was {
		before[e] = true
	}
	for _, e := range now {
		if before[e] {
			delete(before, e)
			continue
		}
		p.writes.CreateEntries = append(p.writes.CreateEntries, e)
		p.addCount(e.List, +1)
	}
	for _, e := range was {
		if before[e] {
			p.writes.DeleteEntries = append(p.writes.DeleteEntries, e)
			p.addCount(e.List, -1)
		}
	}
}

// countUnchanged counts the nodes that the documents describe and that stay as they were.
func (p *planner) countUnchanged() {
	described := map[demand.Ref]bool{}
	for _, d := range p.docs {
		for _, c := range d.claims {
			if !c.body.empty() {
				described[c.Subject] = true
			}
		}
	}
	for _, ref := range append(slices.Clone(p.report.Created), p.report.Updated...) {
		delete(described, ref)
	}
	p.report.Unchanged = len(described)
}

func (p *planner) importRef() demand.Ref {
	return demand.Ref{Kind: demand.KindImport, Key: p.set.Import.Key}
}

func (p *planner) loadImport() error {
	if p.set.Import.Key == "" {
		return nil
	}
	return p.load([]demand.Ref{p.importRef()})
}

// writeImport adds what the set did to the counts of its import.
func (p *planner) writeImport() {
	im := p.set.Import
	if im.Key == "" {
		return
	}
	ref := p.importRef()
	counts := [4]int64{int64(len(p.report.Created)), int64(len(p.report.Updated)), int64(p.report.Unchanged), int64(len(p.report.Deleted))}
	rejected := int64(im.Rejected)
	was := p.old[ref]
	if was != nil {
		before, _ := was.Props["counts"].([4]int64)
		for i := range counts {
			counts[i] += before[i]
		}
		more, _ := was.Props["rejected"].(int64)
		rejected += more
	}
	now := &Node{Ref: ref, Props: map[string]any{"key": ref.Key, "source": im.Source, "format": im.Format, "startedAt": im.StartedAt,
		"endedAt": p.now, "counts": counts, "rejected": rejected, "createdAt": p.now, "updatedAt": p.now}}
	props(now.Props).text("profile", im.Profile)
	if was != nil {
		now.Props["createdAt"] = was.Props["createdAt"]
		p.writes.Update = append(p.writes.Update, now)
		return
	}
	p.writes.Create = append(p.writes.Create, now)
	p.count(ref.Kind, +1)
	p.writeEntries(nil, deriveOther(now))
}
