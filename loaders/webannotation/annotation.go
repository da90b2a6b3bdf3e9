package webannotation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
	"demandgraph/loaders/linking"
)

// annotation is one annotation of a file, as long as its article is not complete.
type annotation struct {
	id, where string
	annotated.Span
	labels []string
	pairs  []string // tags NAME:VALUE
	role   string   // of what has no tag
	tool   string
	title  string // of its article

	targets []target
	linking bool
	aside   string            // what it is, where it is not loaded
	counted []string          // of its parts, what is not loaded
	bad     []loaders.Problem // without file and record
}

// target is what an annotation is about.
type target struct {
	address string // of an article, or the id of an annotation; canonical
	ref     string // the same as the file has it
	*selection
	aside  string // what it selects, where that is not text
	broken bool   // something is wrong with it, which has been said
	loaders.Place
}

func (a *annotation) fault(at loaders.Place, format string, args ...any) {
	a.bad = append(a.bad, loaders.Problem{Place: at, Message: a.where + ": " + fmt.Sprintf(format, args...)})
}

// size is about what an annotation takes, in bytes.
func (a *annotation) size() int {
	n := 1000 + len(a.Note) + len(a.title)
	for _, t := range a.targets {
		n += 200 + len(t.ref)
		for s := t.selection; s != nil; s = s.within {
			n += 200 + len(s.exact) + len(s.prefix) + len(s.suffix)
		}
	}
	return n
}

// newAnnotation begins the annotation of that number.
func newAnnotation(n int, v *records.Value, id string) *annotation {
	a := &annotation{id: id, where: "annotation " + id}
	if id == "" {
		a.where = fmt.Sprintf("annotation number %d", n)
	}
	a.Span = annotated.Span{ID: id, Place: v.Where(), Where: a.where}
	return a
}

// pair is a tag that names a value of something.
var pair = regexp.MustCompile(`^(\p{L}[\p{L}\p{N}_. -]*):\s*([^\s/].*)$`)

// tag takes a tag: an identifier where it is one of a known scheme, NAME:VALUE, or a label.
func (a *annotation) tag(text string) {
	text = strings.TrimSpace(text)
	_, _, known := linking.Identifier(text)
	switch {
	case text == "":
	case known && strings.Contains(text, ":"):
		a.identify(text)
	case pair.MatchString(text):
		a.pairs = append(a.pairs, text)
	case !slices.Contains(a.labels, text):
		a.labels = append(a.labels, text)
	}
}

func (a *annotation) identify(text string) {
	if !slices.Contains(a.Identifiers, text) {
		a.Identifiers = append(a.Identifiers, text)
	}
}

// settle makes labels and attributes of the tags.
func (a *annotation) settle() {
	for _, text := range a.pairs {
		m := pair.FindStringSubmatch(text)
		switch name := strings.TrimSpace(m[1]); {
		case len(a.labels) == 0 || slices.Contains(a.labels, text):
		case a.Attributes == nil:
			a.Attributes = map[string][]string{name: {m[2]}}
		case !slices.Contains(a.Attributes[name], m[2]):
			a.Attributes[name] = append(a.Attributes[name], m[2])
		}
	}
	if len(a.labels) == 0 {
		a.labels = slices.Compact(a.pairs)
	}
}

// spanLabels are the labels of its words; what has none is labelled with what it is for.
func (a *annotation) spanLabels() []string {
	switch {
	case len(a.labels) > 0:
		return a.labels
	case a.role != "":
		return []string{a.role}
	case a.Note != "":
		return []string{"commenting"}
	}
	return []string{"highlighting"}
}
