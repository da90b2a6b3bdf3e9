package petrarch

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// builder makes a document of the sentences of an article.
type builder struct {
	file string
	out  *annotated.Document
}

func (b *builder) problem(line, column int, format string, args ...any) {
	b.out.Problems = append(b.out.Problems, loaders.Problem{File: b.file, Place: loaders.Place{Line: line, Column: column},
		Record: b.out.Name, Message: fmt.Sprintf(format, args...)})
}

func (b *builder) warn(s *sentence, format string, args ...any) {
	b.out.Warnings = append(b.out.Warnings, loaders.Problem{File: b.file, Place: loaders.Place{Line: s.line, Column: s.column},
		Record: b.out.Name, Message: fmt.Sprintf(format, args...)})
}

// article makes the document.
func article(file, id string, p *pending) *annotated.Document {
	sentences := p.sentences
	b := &builder{file, &annotated.Document{Name: id, Line: sentences[0].line, Rebuilt: true, Counted: map[string]int{}}}
	b.out.Meta.Tool = "PETRARCH"
	if p.size > loaders.MaxDocument {
		b.problem(sentences[0].line, sentences[0].column, "%s", loaders.TooLarge())
		return b.out
	}
	slices.SortStableFunc(sentences, func(s, t *sentence) int {
		_, m := s.article()
		_, n := t.article()
		return cmp.Compare(m, n)
	})
	sentences = b.unique(sentences)
	b.meta(sentences)
	var text strings.Builder
	at := 0
	for i, s := range sentences {
		if i > 0 {
			text.WriteByte('\n')
			at++
		}
		text.WriteString(s.text)
		end := at + utf8.RuneCountInString(s.text)
		b.codings(s, annotated.Piece{Start: at, End: end})
		at = end
	}
	b.out.Text = text.String()
	return b.out
}

// unique leaves out a sentence that stands there again, and tells of two under one id.
func (b *builder) unique(sentences []*sentence) []*sentence {
	var all []*sentence
	first := map[string]*sentence{}
	for _, s := range sentences {
		id := s.attributes["id"]
		before := first[id]
		switch {
		case id == "":
			b.problem(s.line, s.column, "the sentence has no id; one is the article's with a number, such as AFP0001_2")
		case s.text == "":
			b.problem(s.line, s.column, "the sentence %q has no Text", id)
		case before == nil:
			first[id] = s
			all = append(all, s)
			continue
		case before.text == s.text && slices.EqualFunc(before.codings, s.codings, func(c, d coding) bool { return maps.Equal(c.attributes, d.attributes) }):
			b.warn(s, "the sentence %q stands at line %d too, word for word: counted once", id, before.line)
			continue
		default:
			b.problem(s.line, s.column, "the id %q is that of another sentence at line %d too; give one of them its own", id, before.line)
		}
		if len(b.out.Problems) > 1000 { // more than anyone reads
			break
		}
	}
	return all
}

// meta takes what the sentences say of their article.
func (b *builder) meta(sentences []*sentence) {
	m := &b.out.Meta
	same := func(s *sentence, name string, into *string) {
		switch value := s.attributes[name]; {
		case value == "" || value == *into:
		case *into == "":
			*into = value
		default:
			b.problem(s.line, s.column, "%s is %q here and %q in another sentence of the article; it has one", name, clip(value), clip(*into))
		}
	}
	var date, category string
	for _, s := range sentences {
		same(s, "date", &date)
		same(s, "source", &m.Publisher)
		same(s, "category", &category)
	}
	if category != "" {
		m.Other = map[string]string{"category": category}
	}
	if date == "" {
		return
	}
	for _, layout := range []string{"20060102", time.DateOnly} {
		if day, err := time.Parse(layout, date); err == nil {
			m.PublishedAt = day.Format(time.DateOnly)
			return
		}
	}
	b.problem(sentences[0].line, sentences[0].column, "date is %q, which is no day; expected one such as 20310312", clip(date))
}

var eventCode = regexp.MustCompile(`^\d{2,4}$`)

// codings adds a span for each event of a sentence.
func (b *builder) codings(s *sentence, at annotated.Piece) {
	if len(s.codings) == 0 {
		b.out.Counted["sentence without coding"]++
	}
	for i, c := range s.codings {
		switch {
		case strings.EqualFold(c.attributes["noevents"], "true"):
			b.out.Counted["sentence without events"]++
			continue
		case c.attributes["error"] != "":
			b.out.Counted["sentence that was not coded: "+clip(c.attributes["error"])]++
			continue
		}
		kept := map[string][]string{}
		for name, value := range c.attributes {
			part, isCode := strings.CutSuffix(name, "code")
			quoted := strings.Trim(value, `"'`)
			switch {
			case value == "" || value == "---":
			case isCode && quoted != value:
				if quoted != "" {
					kept[part+"text"] = []string{quoted}
				}
			default:
				kept[name] = []string{value}
			}
		}
		if kept["eventcode"] == nil && kept["sourcecode"] == nil && kept["targetcode"] == nil {
			b.problem(c.line, c.column, "the EventCoding has no code; it has sourcecode, targetcode and eventcode, or noevents=\"True\"")
			continue
		}
		if kept["eventcode"] == nil {
			b.out.Counted["event without eventcode"]++
			continue
		}
		if code := kept["eventcode"][0]; !eventCode.MatchString(code) {
			b.out.Warnings = append(b.out.Warnings, loaders.Problem{File: b.file, Place: loaders.Place{Line: c.line, Column: c.column}, Record: b.out.Name,
				Message: fmt.Sprintf("eventcode is %q; a code of CAMEO has two to four digits", clip(code))})
		}
		b.out.Spans = append(b.out.Spans, annotated.Span{ID: fmt.Sprintf("%s event %d", s.attributes["id"], i+1), Label: "EventCoding", Trigger: true,
			Pieces: []annotated.Piece{at}, Quote: s.text, Attributes: kept, Place: loaders.Place{Line: c.line, Column: c.column}})
	}
}

// clip shortens what a message cites.
func clip(text string) string { return cut(text, 60) }

// cut shortens a text to so many code points, and makes it UTF-8.
func cut(text string, most int) string {
	n := 0
	for i := range text {
		if n++; n > most {
			return strings.ToValidUTF8(text[:i], "\uFFFD") + "…"
		}
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}
