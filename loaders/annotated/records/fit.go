package records

import (
	"strings"

	"demandgraph/loaders/annotated"
)

// QuoteUnits are the units to try where quotes tell the unit, in the order of the
// trial, for formats that should count code points.
var QuoteUnits = []annotated.Unit{annotated.CodePoints, annotated.CodePointsLF, annotated.UTF16, annotated.Bytes}

// fits tells whether every span lies in the text and has the words of its quote
// when its offsets count a unit.
func (d *Draft) fits(unit annotated.Unit) bool {
	return fits(d.Text, unit, d.Spans, d.raw)
}

func fits(of string, unit annotated.Unit, spans []annotated.Span, all []raw) bool {
	offsets, text := annotated.NewOffsets(of, unit), annotated.NewText(of)
	for i, r := range all {
		if !r.there {
			continue
		}
		start, err := offsets.CodePoint(r.start)
		if err != nil {
			return false
		}
		end, err := offsets.CodePoint(r.end)
		if err != nil || end < start || !sameWords(text.Slice(start, end), spans[i].Quote) {
			return false
		}
	}
	return true
}

// sameWords compares words of a text with a quote of them, "" for none. A quote may
// have a blank for a line break.
func sameWords(words, quote string) bool {
	if quote == "" || words == quote {
		return true
	}
	blank := strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")
	return blank.Replace(words) == blank.Replace(quote)
}

// Fits tells whether a text has the quotes of all spans at their offsets in one of
// the units, and whether there is a quote at all.
func (d *Draft) Fits(text string, units ...annotated.Unit) bool {
	for _, unit := range units {
		if d.quoted() && fits(text, unit, d.Spans, d.raw) {
			return true
		}
	}
	return false
}
