package plover

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demandgraph/change"
	"demandgraph/demand"
)

// Format is the format's name.
const Format = "plover"

// converter turns the records of one source into documents.
type converter struct {
	names map[string]string // of actors by key, so that one name written two ways is one
}

// document makes the document of a record that words or implies a demand. Warnings are
// about codes.
func (c *converter) document(r *record, is meaning, key string, line int) (doc *change.Document, warnings []string) {
	text := strings.TrimPrefix(r.Text, "\ufeff")
	b := &builder{converter: c, record: r, meaning: is, line: line, spans: spans(text, r.TextInfo.Markup), text: []rune(text)}
	b.date, _ = demand.ParseDate(r.Date) // checked before
	b.doc = &change.Document{Format: Format, Annotator: r.Coder, Article: &change.Article{Line: line, Key: key,
		Publisher: r.Publication, Language: r.Language, Text: text, Extent: demand.ExtentQuotes}}
	b.source = b.actors(r.Source)
	b.target = b.actors(r.Target)
	b.mentions()
	b.demand(key)
	return b.doc, b.warnings
}

type builder struct {
	*converter
	record   *record
	meaning  meaning
	line     int
	date     demand.Date
	text     []rune
	spans    []span
	doc      *change.Document
	source   []party
	target   []party
	warnings []string
}

// party is an actor of a record once found.
type party struct {
	key, text string
}

// actors finds the actors of one side, and describes each once.
func (b *builder) actors(all actors) []party {
	var found []party
	for _, a := range all {
		r := resolve(a)
		if r.warning != "" && !slices.Contains(b.warnings, r.warning) {
			b.warnings = append(b.warnings, r.warning)
		}
		for _, it := range r.describes {
			b.describe(it)
		}
		found = append(found, party{r.key, clean(a.Text)})
	}
	return found
}

func (b *builder) describe(a change.Actor) {
	a.Line = b.line
	if first, ok := b.names[a.Key]; !ok {
		b.names[a.Key] = a.Name
	} else if first != a.Name {
		other := a.Name
		a.Name = first
		a = withAlias(a, other)
	}
	if !slices.ContainsFunc(b.doc.Actors, func(had change.Actor) bool { return reflect.DeepEqual(had, a) }) {
		b.doc.Actors = append(b.doc.Actors, a)
	}
}

// keys are the keys of some actors, each once, in their order.
func keys(all []party) []string {
	var out []string
	for _, p := range all {
		if !slices.Contains(out, p.key) {
			out = append(out, p.key)
		}
	}
	return out
}

// shown is what some actors are called in a summary.
func shown(all []party) string {
	var names []string
	for _, p := range all {
		name := p.text
		if name == "" {
			name = p.key
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// annotations are the spans with one of some tags.
func (b *builder) annotations(tags ...string) []change.Annotation {
	var all []change.Annotation
	for _, s := range b.spans {
		if slices.Contains(tags, s.tag) {
			all = append(all, b.annotation(s))
		}
	}
	return all
}

// contextLength is how much of the sentence around its words an annotation keeps, in code points.
const contextLength = 32

func (b *builder) annotation(s span) change.Annotation {
	start, end := s.start, s.end
	return change.Annotation{Exact: s.exact, Start: &start, End: &end, Labels: []string{s.tag}, Annotator: b.record.Coder,
		Prefix: string(b.text[max(0, start-contextLength):start]), Suffix: string(b.text[end:min(len(b.text), end+contextLength)])}
}

// mentions says which actors the marked words name; the place is marked, but names no region.
func (b *builder) mentions() {
	for _, s := range b.spans {
		var of []party
		switch s.tag {
		case "SRC":
			of = b.source
		case "TAR":
			of = b.target
		case "SRC/TAR":
			of = append(slices.Clone(b.source), b.target...)
		case "EVT":
			continue // evidence
		}
		b.doc.Mentions = append(b.doc.Mentions, change.Mention{Line: b.line, Annotation: b.annotation(s), Actors: keys(meant(s.exact, of))})
	}
}

// meant are those of some actors whose text has the words, or is in them; where there is
// one actor only, it is meant.
func meant(words string, of []party) []party {
	if len(of) == 1 {
		return of
	}
	words = " " + strings.Join(demand.Words(words), " ") + " "
	return slices.DeleteFunc(slices.Clone(of), func(p party) bool {
		text := " " + strings.Join(demand.Words(p.text), " ") + " "
		return strings.TrimSpace(text) == "" || !strings.Contains(text, words) && !strings.Contains(words, text)
	})
}

// demand adds the demand, and the source's act or its threat.
func (b *builder) demand(key string) {
	r := b.record
	by, of, tag := b.source, b.target, "TAR"
	if b.meaning.answers {
		by, of, tag = b.target, b.source, "SRC"
	}
	d := change.Demand{Line: b.line, Key: key, Summary: b.summary(by, of), Description: madeHere, Topics: b.topics()}
	if b.meaning.implied {
		d.Description = fmt.Sprintf(impliedBy, r.Event)
	} else {
		d.PloverCode = r.Event
		d.Evidence = b.annotations("EVT")
	}
	for _, one := range keys(of) {
		d.Addressees = append(d.Addressees, change.Reference{Key: one, Evidence: b.naming(one, tag)})
	}
	b.doc.Demands = append(b.doc.Demands, d)
	for _, one := range keys(b.source) {
		if b.meaning.position != "" {
			b.position(key, one)
		}
		if b.meaning.term != "" {
			b.doc.Terms = append(b.doc.Terms, change.Term{Line: b.line, Demand: key, Kind: b.meaning.term, Summary: b.words(),
				OfferedBy: one, Certainty: demand.CertaintyReported, Evidence: b.annotations("EVT")})
		}
	}
}

// What the description of a demand says of its summary.
const (
	madeHere  = "The summary was made from the codes of a PLOVER record."
	impliedBy = "Implied by an event of type %s in a PLOVER record, which words no demand. The summary was made."
)

// naming are the annotations that mention an actor on one side.
func (b *builder) naming(actor, tag string) []change.Annotation {
	var all []change.Annotation
	for _, m := range b.doc.Mentions {
		if label := m.Annotation.Labels[0]; (label == tag || label == "SRC/TAR") && slices.Contains(m.Actors, actor) {
			all = append(all, m.Annotation)
		}
	}
	return all
}

// summary makes the summary of the demand that some actors make of others.
func (b *builder) summary(by, of []party) string {
	what := b.words()
	if b.meaning.implied {
		what = fmt.Sprintf("demand implied by %q", what)
	}
	if len(by) > 0 {
		what = shown(by) + ": " + what
	}
	if len(of) > 0 {
		what += " (" + shown(of) + ")"
	}
	return what
}

// words are those of the event, or else its type.
func (b *builder) words() string {
	if words := strings.Join(strings.Fields(b.record.EventText), " "); words != "" {
		return words
	}
	return b.record.Event
}

func (b *builder) position(of, taker string) {
	p := change.Position{Line: b.line, Actor: taker, Kind: b.meaning.position, Demand: of, Date: b.date,
		Certainty: demand.CertaintyReported, PloverCode: b.record.Event, Place: b.place(), Evidence: b.annotations("EVT")}
	if b.record.Mode != "" {
		p.Note = "mode: " + b.record.Mode
	}
	b.doc.Positions = append(b.doc.Positions, p)
}

// place describes where the act took place, and gives its key.
func (b *builder) place() string {
	name := clean(b.record.EventLoc.Name)
	if name == "" {
		return ""
	}
	made, _ := demand.MakeKey(name)
	key := demand.HashedKey(made, Format, name) // the gazetteer's place of that name may be another
	if !slices.ContainsFunc(b.doc.Regions, func(r change.Region) bool { return r.Key == key }) {
		b.doc.Regions = append(b.doc.Regions, change.Region{Line: b.line, Key: key, Name: name, Type: demand.RegionTypePlace})
	}
	return key
}

// topics describes the contexts, and refers to them.
func (b *builder) topics() []change.Reference {
	var all []change.Reference
	for context := range strings.FieldsFuncSeq(b.record.Context, func(r rune) bool { return r == ',' || r == ';' }) {
		context = strings.Join(demand.Words(context), " ")
		if context == "" || context == "unknown" {
			continue
		}
		key := madeKey(context)
		if slices.ContainsFunc(all, func(r change.Reference) bool { return r.Key == key }) {
			continue
		}
		first, size := utf8.DecodeRuneInString(context)
		name := string(unicode.ToUpper(first)) + context[size:]
		b.doc.Topics = append(b.doc.Topics, change.Topic{Line: b.line, Key: key, Name: name})
		all = append(all, change.Reference{Key: key, Certainty: demand.CertaintyInferred, Note: "context of the sentence"})
	}
	return all
}
