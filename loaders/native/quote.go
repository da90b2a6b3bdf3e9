package native

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// contextLength is how much of the text around a quote an annotation keeps, in code points.
const contextLength = 32

// Bounds that keep the search for hostile quotes short.
const (
	maxQuote  = 20_000 // code points
	maxPlaces = 10_000 // of one quote
)

// articleText finds quotes in an article's text.
type articleText struct {
	text  string
	bytes []int // byte offset of each code point and of the end; nil when all are ASCII
}

func newArticleText(text string) *articleText {
	a := &articleText{text: text}
	if n := utf8.RuneCountInString(text); n != len(text) {
		a.bytes = make([]int, 0, n+1)
		for i := range text {
			a.bytes = append(a.bytes, i)
		}
		a.bytes = append(a.bytes, len(text))
	}
	return a
}

// length is the length of the text in code points.
func (a *articleText) length() int {
	if a.bytes == nil {
		return len(a.text)
	}
	return len(a.bytes) - 1
}

// codePoint turns an offset in bytes into one in code points.
func (a *articleText) codePoint(offset int) int {
	if a.bytes == nil {
		return offset
	}
	i, _ := slices.BinarySearch(a.bytes, offset)
	return i
}

// slice is the text between two offsets in code points, cut to what there is.
func (a *articleText) slice(from, to int) string {
	from, to = max(0, from), min(to, a.length())
	if a.bytes == nil {
		return a.text[from:to]
	}
	return a.text[a.bytes[from]:a.bytes[to]]
}

// all finds every place of a quote, also where they overlap, in code points.
func (a *articleText) all(quote string) []int {
	var found []int
	for from := 0; ; {
		i := strings.Index(a.text[from:], quote)
		if i < 0 || len(found) == maxPlaces {
			return found
		}
		found = append(found, a.codePoint(from+i))
		_, size := utf8.DecodeRuneInString(a.text[from+i:])
		from += i + size
	}
}

// quote is what a document says of the place of some words.
type quote struct {
	exact, prefix, suffix  string
	occurrence, start, end *int
}

// find gives the place of a quote, or says why there is not exactly one.
func (a *articleText) find(q quote) (start, end int, problem string) {
	if q.exact == "" {
		return a.between(q)
	}
	length := utf8.RuneCountInString(q.exact)
	if length > maxQuote {
		return 0, 0, fmt.Sprintf("a quote of %d code points is longer than %d; quote a part, or leave exact out to mean the whole article", length, maxQuote)
	}
	places := a.all(q.exact)
	if len(places) == 0 {
		return 0, 0, fmt.Sprintf("the text has no %s%s", shownQuote(q.exact), a.likely(q.exact))
	}
	if q.occurrence != nil {
		if *q.occurrence > len(places) {
			return 0, 0, fmt.Sprintf("the text has %s only %s, but occurrence is %d", shownQuote(q.exact), times(len(places)), *q.occurrence)
		}
		places = places[*q.occurrence-1:][:1]
	}
	fit := slices.DeleteFunc(slices.Clone(places), func(at int) bool {
		return q.start != nil && at != *q.start || q.end != nil && at+length != *q.end ||
			!strings.HasSuffix(strings.TrimRightFunc(a.slice(0, at), unicode.IsSpace), strings.TrimRightFunc(q.prefix, unicode.IsSpace)) ||
			!strings.HasPrefix(strings.TrimLeftFunc(a.slice(at+length, a.length()), unicode.IsSpace), strings.TrimLeftFunc(q.suffix, unicode.IsSpace))
	})
	switch len(fit) {
	case 1:
		return fit[0], fit[0] + length, ""
	case 0:
		return 0, 0, fmt.Sprintf("the text has %s, but not where %s: %s", shownQuote(q.exact), q.says(), a.listed(places, length))
	}
	return 0, 0, fmt.Sprintf("the text has %s %s; say which with prefix, suffix, occurrence or start: %s",
		shownQuote(q.exact), times(len(fit)), a.listed(fit, length))
}

// between is the place of a quote that is given by its offsets alone.
func (a *articleText) between(q quote) (start, end int, problem string) {
	if q.start == nil || q.end == nil {
		return 0, 0, "exact is missing; offsets alone are start and end"
	}
	if *q.end <= *q.start {
		return 0, 0, fmt.Sprintf("end %d is not after start %d", *q.end, *q.start)
	}
	if *q.end > a.length() {
		return 0, 0, fmt.Sprintf("end is %d, but the text has %d code points", *q.end, a.length())
	}
	return *q.start, *q.end, ""
}

// says tells what a document says of a quote's place.
func (q quote) says() string {
	var said []string
	if q.occurrence != nil {
		said = append(said, fmt.Sprintf("occurrence is %d", *q.occurrence))
	}
	if q.start != nil {
		said = append(said, fmt.Sprintf("start is %d", *q.start))
	}
	if q.end != nil {
		said = append(said, fmt.Sprintf("end is %d", *q.end))
	}
	if q.prefix != "" {
		said = append(said, "prefix is "+shownQuote(q.prefix))
	}
	if q.suffix != "" {
		said = append(said, "suffix is "+shownQuote(q.suffix))
	}
	return strings.Join(said, " and ")
}

// listed shows places with the words around them.
func (a *articleText) listed(places []int, length int) string {
	const most, around = 5, 15
	var shown []string
	for i, at := range places {
		if i == most {
			shown = append(shown, fmt.Sprintf("and %d more", len(places)-most))
			break
		}
		shown = append(shown, fmt.Sprintf("start %d (…%s[%s]%s…)", at, oneLine(a.slice(at-around, at)),
			oneLine(clip(a.slice(at, at+length))), oneLine(a.slice(at+length, at+length+around))))
	}
	return strings.Join(shown, ", ")
}

func shownQuote(s string) string {
	if s = oneLine(clip(s)); strings.Contains(s, `"`) {
		return "«" + s + "»"
	}
	return `"` + s + `"`
}

func oneLine(s string) string {
	return strings.NewReplacer("\r\n", "⏎", "\n", "⏎", "\r", "⏎").Replace(s)
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}
