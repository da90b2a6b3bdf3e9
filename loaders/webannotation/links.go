package webannotation

import "demandgraph/loaders/annotated"

// links adds the links between spans.
func (c *collector) links(spans map[*annotation]int) {
	for _, a := range c.all {
		if a.linking {
			c.link(a, spans)
		}
	}
}

// link adds a link for each role that an annotation gives its two targets.
func (c *collector) link(a *annotation, spans map[*annotation]int) {
	var ends []*annotation
	in := "" // the address of the article
	for _, t := range a.targets {
		end := c.ids[t.ref]
		if end == nil {
			a.fault(t.Place, "its target %q is the id of no annotation of this file", t.ref)
			continue
		}
		if len(ends) == 0 {
			in = c.about(end)
		}
		ends = append(ends, end)
	}
	to := c.article(in)
	for _, what := range a.counted {
		to.Count(what)
	}
	if a.aside != "" {
		to.Count(a.aside)
		return
	}
	whole := len(a.bad) == 0
	if len(a.targets) != 2 {
		a.fault(a.Place, "it links %d annotations; a link has two, the head and the tail", len(a.targets))
	}
	if len(a.labels) == 0 {
		a.fault(a.Place, "it links annotations, but has no tag that says how; add a body with the purpose tagging")
	}
	unloaded := false
	for _, end := range ends {
		_, has := spans[end]
		switch {
		case end.linking:
			a.fault(a.Place, "it links %s, which is a link itself; link the annotations of words", end.where)
		case len(end.bad) > 0: // said already
			whole = false
		case !has:
			unloaded = true
		case c.about(end) != in:
			a.fault(a.Place, "it links words of two articles, %s and %s", in, c.about(end))
		}
	}
	for _, p := range a.bad {
		to.Bad(p.Place, "%s", p.Message)
	}
	switch {
	case !whole || len(a.bad) > 0:
	case unloaded:
		to.Count("links of annotations that are not loaded")
	default:
		if a.Note != "" || len(a.Identifiers) > 0 {
			to.Count("comments and identifiers of links")
		}
		for _, role := range a.labels {
			to.Links = append(to.Links, annotated.Link{ID: a.id, Role: role, Head: spans[ends[0]], Tail: spans[ends[1]], Attributes: a.Attributes,
				Annotator: a.Annotator, Place: a.Place, Where: a.where})
		}
	}
}
