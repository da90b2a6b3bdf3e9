package webannotation

import (
	"slices"

	"demandgraph/loaders/annotated/records"
)

// page reads an annotation, or those of a page or a collection.
func (c *collector) page(v *records.Value) error {
	kinds := words(first(v, "type", "@type"))
	switch {
	case slices.Contains(kinds, "AnnotationCollection"), v.Get("first") != nil:
		page := v.Get("first")
		if !page.Is(records.Object) {
			c.article("").Bad(v.Where(), "the collection names its first page only by its address (%s), and nothing is fetched; load the page itself", page.What())
			return nil
		}
		return c.page(page)
	case slices.Contains(kinds, "AnnotationPage"), v.Get("items").Is(records.Array) && v.Get("target") == nil:
		if next := address(v.Get("next")); next != "" {
			c.warn(v.Where(), "the page goes on at %s, which is not fetched; load that page too", next)
		}
		return c.items(v.Get("items"))
	case v.Get("@graph").Is(records.Array):
		return c.items(v.Get("@graph"))
	}
	return c.add(c.annotation(v))
}

// items reads the annotations of a list.
func (c *collector) items(list *records.Value) error {
	for _, v := range each(list) {
		if err := c.add(c.annotation(v)); err != nil {
			return err
		}
	}
	return nil
}

// annotation reads an annotation of the W3C's model.
func (c *collector) annotation(v *records.Value) *annotation {
	a := newAnnotation(len(c.all)+1, v, first(v, "id", "@id").Str())
	if !v.Is(records.Object) {
		a.fault(v.Where(), "it is %s; an annotation is an object", v.What())
		return a
	}
	motivations := words(v.Get("motivation"))
	if len(motivations) > 0 {
		a.role = motivations[0]
	}
	a.Annotator = person(v.Get("creator"))
	a.tool = person(v.Get("generator"))
	targets := each(v.Get("target"))
	if len(targets) == 0 {
		a.fault(v.Where(), "it has no target; an annotation is of something")
	}
	for _, t := range targets {
		a.target(t, "", 0)
	}
	bare := !slices.ContainsFunc(a.targets, func(t target) bool { return t.selection != nil || t.aside != "" || t.broken })
	a.linking = slices.Contains(motivations, "linking") && bare && len(a.targets) > 1
	if slices.Contains(motivations, "replying") {
		a.aside = "replies"
	}
	a.bodies(v, motivations)
	a.settle()
	return a
}
