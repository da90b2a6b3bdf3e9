package annotated

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Unit is what a tool counts offsets in.
type Unit string

// The units.
const (
	CodePoints Unit = "codepoint"
	UTF16      Unit = "utf16"
	Graphemes  Unit = "grapheme" // extended grapheme clusters, Unicode UAX #29
	Bytes      Unit = "byte"     // of the UTF-8 text
	// CodePointsLF counts code points with each CRLF counted as one.
	CodePointsLF Unit = "codepoint after CRLF became LF"
)

// Offsets converts offsets of one text and unit to code points.
type Offsets struct {
	unit   Unit
	points int
	// starts are the offsets, in the unit, at which each code point begins, and
	// last that of the end; nil where units and code points are the same.
	starts []int
}

// NewOffsets measures a text.
func NewOffsets(text string, unit Unit) *Offsets {
	o := &Offsets{unit: unit, points: utf8.RuneCountInString(text)}
	if unit == CodePoints {
		return o
	}
	o.starts = make([]int, 0, o.points+1)
	at := 0
	switch unit {
	case Graphemes:
		for state, rest := -1, text; rest != ""; at++ {
			var cluster string
			cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
			for i := range cluster {
				start := at
				if i > 0 {
					start = inside
				}
				o.starts = append(o.starts, start)
			}
		}
	default:
		var before rune
		for _, r := range text {
			start := at
			switch unit {
			case UTF16:
				at++
				if r > 0xFFFF {
					at++
				}
			case Bytes:
				at += utf8.RuneLen(r)
			case CodePointsLF:
				if r == '\n' && before == '\r' {
					start = inside
				} else {
					at++
				}
			}
			o.starts = append(o.starts, start)
			before = r
		}
	}
	o.starts = append(o.starts, at)
	return o
}

// inside marks a code point at which no unit begins.
const inside = -1

// CodePoint converts an offset. It fails for one beyond the text or inside a
// character.
func (o *Offsets) CodePoint(offset int) (int, error) {
	if o.starts == nil {
		if offset < 0 || offset > o.points {
			return 0, fmt.Errorf("offset %d is outside the text, which has %d code points", offset, o.points)
		}
		return offset, nil
	}
	if end := o.starts[len(o.starts)-1]; offset < 0 || offset > end {
		return 0, fmt.Errorf("offset %d is outside the text, which has %d units (%s)", offset, end, o.unit)
	}
	if i, ok := o.find(offset); ok {
		return i, nil
	}
	return 0, fmt.Errorf("offset %d is inside a character (counted in %s)", offset, o.unit)
}

// find looks a start up among those that are not inside.
func (o *Offsets) find(offset int) (int, bool) {
	lo, hi := 0, len(o.starts)
	for lo < hi {
		mid := (lo + hi) / 2
		at := mid
		for at > lo && o.starts[at] == inside {
			at--
		}
		switch {
		case o.starts[at] == offset:
			return at, true
		case o.starts[at] == inside, o.starts[at] < offset:
			lo = mid + 1
		default:
			hi = at
		}
	}
	return 0, false
}

// Text is a text that is cut by code points.
type Text struct {
	text   string
	points []int // byte offset of each code point and of the end; nil for ASCII
}

// NewText indexes a text.
func NewText(text string) *Text {
	if n := utf8.RuneCountInString(text); n != len(text) {
		points := make([]int, 0, n+1)
		for i := range text {
			points = append(points, i)
		}
		return &Text{text, append(points, len(text))}
	}
	return &Text{text: text}
}

// Len is the number of code points.
func (t *Text) Len() int {
	if t.points == nil {
		return len(t.text)
	}
	return len(t.points) - 1
}

// Slice is the text from one code point to another, exclusive.
func (t *Text) Slice(start, end int) string {
	if t.points == nil {
		return t.text[start:end]
	}
	return t.text[t.points[start]:t.points[end]]
}

// At is the code point at which a byte offset begins.
func (t *Text) At(byteOffset int) int {
	if t.points == nil {
		return byteOffset
	}
	i, _ := slices.BinarySearch(t.points, byteOffset)
	return i
}
