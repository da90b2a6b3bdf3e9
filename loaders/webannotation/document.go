package webannotation

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

var webAddress = regexp.MustCompile(`^https?://[^\s/]+\S*$`)

// documents hands over the articles, each with its text where that is known.
func (c *collector) documents(ctx context.Context, yield func(*annotated.Document) error) error {
	spans := c.gather()
	c.links(spans)
	if len(c.articles) == 0 && len(c.warnings) > 0 {
		c.article("")
	}
	annotatedOnes, textless := 0, 0
	for _, a := range c.articles {
		if len(a.Spans) > 0 {
			annotatedOnes++
		}
	}
	sources := make([]*loaders.Source, len(c.articles))
	for i, a := range c.articles {
		if sources[i] = c.textOf(a, annotatedOnes == 1 && len(a.Spans) > 0); sources[i] == nil && len(a.Spans) > 0 {
			textless++
		}
	}
	if textless > 0 {
		name := path.Base(stem(c.src.File)) + ".txt"
		if annotatedOnes > 1 {
			name = "a .txt file that " + articlesFile + " names with its url"
		}
		c.warn(loaders.Place{}, "the text of %s is not there, so that quotes cannot be checked and are kept without offsets; put it beside the file as %s", articlesCounted(textless), name)
	}
	for i, a := range c.articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i == 0 {
			a.Warnings = append(c.warnings, a.Warnings...)
		}
		if err := c.finish(a, sources[i]); err != nil {
			return err
		}
		if err := yield(a.Document); err != nil {
			return err
		}
		c.articles[i] = nil
	}
	return nil
}

func articlesCounted(n int) string {
	if n == 1 {
		return "one article"
	}
	return fmt.Sprintf("%d articles", n)
}

// finish completes a document: who made it with what, and where the words stand.
func (c *collector) finish(a *article, text *loaders.Source) error {
	if a.Line == 0 {
		a.Line = 1
	}
	if a.mixed {
		a.Meta.Annotator = ""
	}
	a.Meta.Tool = c.tool
	if len(a.tools) == 1 && a.tools[0] != "" {
		a.Meta.Tool += ", " + a.tools[0]
	}
	unit := c.unit
	if c.options.Offsets != "" {
		unit = annotated.Unit(c.options.Offsets)
		if !slices.Contains([]annotated.Unit{annotated.UTF16, annotated.CodePoints, annotated.Graphemes, annotated.Bytes}, unit) {
			return fmt.Errorf("offsets cannot be counted in %q; utf16, codepoint, grapheme and byte are known", unit)
		}
	}
	if text == nil {
		a.withoutText()
		return nil
	}
	if a.source != "" && c.texts.byURL[a.source] != "" {
		a.Name = path.Base(text.File) // what articles.csv knows it by
	}
	if err := a.read(text); err != nil {
		return err
	}
	if len(a.Problems) == 0 {
		a.locate(unit, c.options.Offsets != "")
	}
	return nil
}

// withoutText keeps the quotes of an article whose text is not there. Spans come in the
// order of their positions where all have one, since search answers begin with the latest.
func (a *article) withoutText() {
	order := make([]int, len(a.Spans))
	placed := true
	for i, s := range a.selections {
		order[i] = i
		placed = placed && s.placed && s.within == nil
		if s.exact == "" {
			a.Bad(a.Spans[i].Place, "%s: it has a position, %d to %d, and no quote; its words are known only from the article's text: put that beside the file", a.Spans[i].Where, s.Start, s.End)
		}
	}
	if !placed {
		return
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(a.selections[i].Start, a.selections[j].Start), cmp.Compare(a.selections[i].End, a.selections[j].End))
	})
	spans, now := make([]annotated.Span, len(order)), make([]int, len(order))
	for to, from := range order {
		spans[to], now[from] = a.Spans[from], to
	}
	a.Spans = spans
	for i := range a.Links {
		a.Links[i].Head, a.Links[i].Tail = now[a.Links[i].Head], now[a.Links[i].Tail]
	}
}
