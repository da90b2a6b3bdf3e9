package loaders

import (
	"context"
	"fmt"
	"strings"

	"demandgraph/demand"
)

// item is a document of an import while it is checked and loaded.
type item struct {
	*Record
	*facts
	index    int
	file     int       // in the order of the files
	problems []Problem // why it is not loaded
}

func (it *item) bad() bool { return len(it.problems) > 0 }

func (it *item) refuse(p Problem) { it.problems = append(it.problems, p) }

// Check reads all documents of an import and says what is wrong with them and what is worth
// knowing, without a store, as a run into an empty graph would.
func Check(ctx context.Context, formats Registry, o Options) (problems, warnings []Problem, err error) {
	in, err := read(ctx, formats, o, true)
	if err != nil {
		return nil, nil, err
	}
	defer in.close()
	if err := in.checkStreams(ctx); err != nil {
		return nil, nil, err
	}
	in.noGraph = true
	in.checkAgreement()
	in.checkReferences()
	return in.allProblems(), in.warnings, nil
}

// checkStreams reads the files that are streams, and keeps only what is wrong with them.
func (in *input) checkStreams(ctx context.Context) error {
	for _, f := range in.streams {
		err := f.loader.Read(ctx, f.src, func(r *Record) error {
			in.unread = append(in.unread, r.Problems...)
			in.warnings = append(in.warnings, r.Warnings...)
			return nil
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			in.unread = append(in.unread, Problem{File: f.src.Path, Message: strings.TrimPrefix(err.Error(), f.src.Path+": ")})
		}
	}
	return nil
}

// checkAgreement refuses documents that do not agree with those before them.
func (in *input) checkAgreement() {
	in.checkTwice()
	in.checkContradictions()
	in.checkCycles()
}

// checkTwice refuses a document that was given before.
func (in *input) checkTwice() {
	first := map[string]*item{}
	for _, it := range in.items {
		if it.bad() {
			continue
		}
		id := it.Document.ID()
		before := first[id]
		if before == nil {
			first[id] = it
			continue
		}
		what := "the file of the same path within the import"
		if it.Document.Article != nil {
			what = fmt.Sprintf("the same article %q with the same annotator", it.Document.Article.Key)
		}
		it.refuse(it.problem(Place{Line: it.Line}, "%s is already in %s", what, before.where()))
	}
}

// where is the place at which a document begins.
func (it *item) where() string { return fmt.Sprintf("%s:%d", it.source.Path, it.Line) }

// checkContradictions refuses documents that give a field another value than one
// before them; fields of a document that replaces win, unless both do.
func (in *input) checkContradictions() {
	type field struct {
		node demand.Ref
		name string
	}
	type said struct {
		fact
		by *item
	}
	plain, replacing := map[field]said{}, map[field]said{}
	replaced := map[demand.Ref]bool{}
	for _, it := range in.items {
		if it.bad() {
			continue
		}
		for ref := range it.replaces {
			replaced[ref] = true
		}
	}
	for _, it := range in.items {
		if it.bad() {
			continue
		}
		var contradictions []Problem
		for _, f := range it.said {
			values := plain
			if it.replaces[f.node] {
				values = replacing
			}
			before, ok := values[field{f.node, f.field}]
			if !ok || before.value == f.value || replaced[f.node] && !it.replaces[f.node] && in.replacedField(f) {
				continue
			}
			contradictions = append(contradictions, it.problem(it.place(f.node, f.line), "%s of %s %s is %s here and %s in %s:%d: leave it out in one, or say replaces: true",
				f.field, kindName(f.node.Kind), f.node.Key, shown(f.value), shown(before.value), before.by.source.Path, before.line))
		}
		if it.problems = append(it.problems, contradictions...); it.bad() {
			continue
		}
		for _, f := range it.said {
			values := plain
			if it.replaces[f.node] {
				values = replacing
			}
			if _, ok := values[field{f.node, f.field}]; !ok {
				values[field{f.node, f.field}] = said{f, it}
			}
		}
	}
}

// replacedField tells whether a document that replaces gives the field.
func (in *input) replacedField(f fact) bool {
	for _, it := range in.items {
		if it.bad() || !it.replaces[f.node] {
			continue
		}
		for _, g := range it.said {
			if g.node == f.node && g.field == f.field {
				return true
			}
		}
	}
	return false
}

func shown(s string) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > 60 {
		runes = append(runes[:59], '…')
	}
	return `"` + string(runes) + `"`
}

// checkCycles refuses documents by which a region would be part of itself.
func (in *input) checkCycles() {
	parents := map[string][]string{}
	for _, it := range in.items {
		if it.bad() {
			continue
		}
		added := map[string]int{}
		for _, r := range it.Document.Regions {
			for _, p := range r.PartOf {
				way := wayUp(parents, p.Key, r.Key)
				if way == nil {
					added[r.Key]++
					parents[r.Key] = append(parents[r.Key], p.Key)
					continue
				}
				it.refuse(it.problem(it.place(demand.Ref{Kind: demand.KindRegion, Key: r.Key}, r.Line),
					"region %s would be part of itself: %s", r.Key, strings.Join(append([]string{r.Key}, way...), " → ")))
			}
		}
		if it.bad() { // leaves no trace
			for key, n := range added {
				parents[key] = parents[key][:len(parents[key])-n]
			}
		}
	}
}

// wayUp is a way from a region over its parents to another, both included, or nil.
func wayUp(parents map[string][]string, from, to string) []string {
	cameFrom := map[string]string{from: ""}
	for level := []string{from}; len(level) > 0; {
		var next []string
		for _, at := range level {
			if at == to {
				var way []string
				for ; at != ""; at = cameFrom[at] {
					way = append([]string{at}, way...)
				}
				return way
			}
			for _, p := range parents[at] {
				if _, seen := cameFrom[p]; !seen {
					cameFrom[p] = at
					next = append(next, p)
				}
			}
		}
		level = next
	}
	return nil
}
