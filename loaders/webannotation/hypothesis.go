package webannotation

import (
	"slices"
	"strings"

	"demandgraph/loaders/annotated/records"
)

// answer reads an export, a search answer, or an annotation by itself.
func (c *collector) answer(v *records.Value) error {
	rows := v.Get("rows")
	if rows == nil {
		rows = v.Get("annotations")
	}
	if rows == nil {
		return c.add(c.row(v))
	}
	if !rows.Is(records.Array) {
		c.article("").Bad(rows.Where(), "its annotations are %s, not a list", rows.What())
		return nil
	}
	if total, ok := v.Get("total").Int(); ok && total > len(rows.Items) {
		c.warn(v.Where(), "the answer has %d of %d annotations; fetch the rest too (search_after) and load them", len(rows.Items), total)
	}
	if version := v.Get("client_version").Str(); version != "" {
		c.tool += " " + version
	}
	for _, row := range rows.Items {
		if err := c.add(c.row(row)); err != nil {
			return err
		}
	}
	return nil
}

// row reads an annotation of hypothes.is.
func (c *collector) row(v *records.Value) *annotation {
	a := newAnnotation(len(c.all)+1, v, v.Get("id").Str())
	if !v.Is(records.Object) {
		a.fault(v.Where(), "it is %s; an annotation is an object", v.What())
		return a
	}
	a.Annotator, _, _ = strings.Cut(strings.TrimPrefix(v.Get("user").Str(), "acct:"), "@")
	if titles := v.Get("document").Get("title").Strings(); len(titles) > 0 {
		a.title = strings.TrimSpace(titles[0])
	}
	readers := v.Get("permissions").Get("read").Strings()
	switch {
	case len(v.Get("references").Strings()) > 0:
		a.aside = "replies"
	case v.Get("hidden").True():
		a.aside = "annotations that a moderator has hidden"
	case len(readers) > 0 && !slices.ContainsFunc(readers, func(s string) bool { return strings.HasPrefix(s, "group:") }) && !c.options.Private:
		a.aside = "private annotations, which are loaded on request only"
	}
	records.Annotate(&a.Span, v.Get("text").Str())
	for _, tag := range v.Get("tags").Strings() {
		a.tag(tag)
	}
	a.settle()
	targets := each(v.Get("target"))
	if len(targets) == 0 {
		a.fault(v.Where(), "it has no target; an annotation is of something")
	}
	for _, t := range targets {
		a.target(t, v.Get("uri").Str(), 0)
	}
	return a
}
