package webannotation

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded is a text in which each run of white space is one blank.
type folded struct {
	text   string
	shifts []shift
}

// shift says how much further on, in bytes, things stand in the text as it is: from a byte
// of the folded text on.
type shift struct{ from, by int }

// fold folds a text.
func fold(text string) *folded {
	f := &folded{}
	var out strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			out.WriteString(text[i : i+size])
			i += size
			continue
		}
		start := i
		for i < len(text) && unicode.IsSpace(r) {
			i += size
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		out.WriteByte(' ')
		if i-start > 1 {
			f.shifts = append(f.shifts, shift{out.Len(), i - out.Len()})
		}
	}
	f.text = out.String()
	return f
}

// origin is where a byte of the folded text stands in the text as it is.
func (f *folded) origin(at int) int {
	i := sort.Search(len(f.shifts), func(i int) bool { return f.shifts[i].from > at })
	if i == 0 {
		return at
	}
	return at + f.shifts[i-1].by
}

// maxPlaces is how many places of one quote are looked at.
const maxPlaces = 10_000

// quote is words to be found, folded.
type quote struct{ exact, prefix, suffix string }

func newQuote(s *selection) quote {
	return quote{fold(s.exact).text, strings.TrimSuffix(fold(s.prefix).text, " "), strings.TrimPrefix(fold(s.suffix).text, " ")}
}

// How well what stands around words is what a quote says.
const (
	elsewhere = iota
	atEdge    // as far as the text goes: the page may have more around it
	fitting
	grades
)

// each finds the places of a quote, in bytes of the folded text, with how well they fit. It
// is false where there are more places than are looked at.
func (f *folded) each(q quote, visit func(start, end, grade int)) bool {
	if !strings.Contains(f.text, q.exact) {
		q.exact = strings.TrimSpace(q.exact) // a selection may begin or end between paragraphs
	}
	for from, n := 0, 0; ; n++ {
		i := strings.Index(f.text[from:], q.exact)
		if i < 0 {
			return true
		}
		if n == maxPlaces {
			return false
		}
		start := from + i
		end := start + len(q.exact)
		before, after := strings.TrimSuffix(f.text[:start], " "), strings.TrimPrefix(f.text[end:], " ")
		grade := elsewhere
		switch {
		case strings.HasSuffix(before, q.prefix) && strings.HasPrefix(after, q.suffix):
			grade = fitting
		case (strings.HasSuffix(before, q.prefix) || strings.HasSuffix(q.prefix, before)) &&
			(strings.HasPrefix(after, q.suffix) || strings.HasPrefix(q.suffix, after)):
			grade = atEdge
		}
		visit(start, end, grade)
		_, size := utf8.DecodeRuneInString(f.text[start:])
		from = start + size
	}
}
