package webannotation

import (
	"fmt"
	"slices"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// maxHeld is how much the annotations of a file may take, about, in bytes: those of one
// article may stand anywhere in it, so that all are held.
const maxHeld = 8 * loaders.MaxDocument

// collector gathers the annotations of a file by article.
type collector struct {
	src     *loaders.Source
	options annotated.Options
	unit    annotated.Unit
	tool    string
	texts   texts

	all      []*annotation
	held     int
	ids      map[string]*annotation
	articles []*article // in the order of the file
	byURL    map[string]*article
	warnings []loaders.Problem // of the file as a whole
}

// article is a document that is being put together.
type article struct {
	*records.Draft
	source     string       // canonical
	selections []*selection // of each span
	mixed      bool         // several people annotated it
	tools      []string
}

func newCollector(src *loaders.Source, o annotated.Options, unit annotated.Unit, tool string) *collector {
	return &collector{src: src, options: o, unit: unit, tool: tool, texts: readTexts(src), ids: map[string]*annotation{}, byURL: map[string]*article{}}
}

// warn says what is worth knowing about the file.
func (c *collector) warn(at loaders.Place, format string, args ...any) {
	c.warnings = append(c.warnings, loaders.Problem{File: c.src.Path, Place: at, Message: fmt.Sprintf(format, args...)})
}

// add takes an annotation. It fails where there are too many.
func (c *collector) add(a *annotation) error {
	if c.held += a.size(); c.held > maxHeld {
		return fmt.Errorf("%s: the annotations take more than %d MB, the most that those of one file may; split it", c.src.Path, maxHeld>>20)
	}
	if a.id != "" {
		if before := c.ids[a.id]; before != nil {
			a.fault(a.Place, "the annotation at line %d has the same id; keep one of them", before.Place.Line)
		} else {
			c.ids[a.id] = a
		}
	}
	c.all = append(c.all, a)
	return nil
}

// article is the document of an article, by its address; "" is what the file does not
// say the article of.
func (c *collector) article(url string) *article {
	if a := c.byURL[url]; a != nil {
		return a
	}
	name := url
	if url == "" {
		name = stem(c.src.Name)
	}
	a := &article{Draft: records.NewDraft(c.src, name, 0), source: url}
	if webAddress.MatchString(url) {
		a.Meta.URL = url
	}
	c.byURL[url] = a
	c.articles = append(c.articles, a)
	return a
}

// gather puts the annotations where they belong. It gives the index of the first span of
// each that has one.
func (c *collector) gather() map[*annotation]int {
	spans := map[*annotation]int{}
	for _, a := range c.all {
		if a.linking {
			continue
		}
		for i, t := range a.targets {
			to := c.place(a, t, i == 0)
			if t.selection == nil || t.aside != "" || a.aside != "" || t.broken {
				continue
			}
			if _, known := spans[a]; !known {
				spans[a] = len(to.Spans)
			}
			to.span(a, t)
		}
		if len(a.targets) == 0 {
			c.place(a, target{broken: true}, true)
		}
	}
	return spans
}

// place finds the article of a target, and says there what is wrong with the annotation, if
// this is its first target, and what is not loaded.
func (c *collector) place(a *annotation, t target, first bool) *article {
	of := c.ids[t.ref]
	reply := t.selection == nil && t.aside == "" && of != nil
	url := t.address
	if reply { // counted with what it is about
		url = c.about(of)
	}
	to := c.article(url)
	if to.Line == 0 {
		to.Line = a.Place.Line
	}
	if to.Meta.Title == "" {
		to.Meta.Title = a.title
	}
	if a.aside != "" {
		to.Count(a.aside)
		return to
	}
	if first {
		for _, p := range a.bad {
			to.Bad(p.Place, "%s", p.Message)
		}
		for _, what := range a.counted {
			to.Count(what)
		}
	}
	switch {
	case t.broken:
	case t.aside != "":
		to.Count(t.aside)
	case reply:
		to.Count("annotations of other annotations")
	case t.selection == nil:
		to.Count("notes on a whole page")
	}
	return to
}

// about is the address of the article that an annotation is about.
func (c *collector) about(a *annotation) string {
	for range deepest {
		if len(a.targets) == 0 {
			return ""
		}
		of := c.ids[a.targets[0].ref]
		if of == nil || a.targets[0].selection != nil {
			return a.targets[0].address
		}
		a = of
	}
	return ""
}

// span adds the spans of an annotation, one for each label.
func (a *article) span(of *annotation, t target) {
	if len(a.Spans) == 0 {
		a.Meta.Annotator = of.Annotator
	}
	a.mixed = a.mixed || a.Meta.Annotator != of.Annotator
	if !slices.Contains(a.tools, of.tool) {
		a.tools = append(a.tools, of.tool)
	}
	for _, label := range of.spanLabels() {
		s := of.Span
		s.Label, s.Place = label, t.Place
		s.Quote, s.Prefix, s.Suffix = t.exact, t.prefix, t.suffix
		a.Spans = append(a.Spans, s)
		a.selections = append(a.selections, t.selection)
	}
}
