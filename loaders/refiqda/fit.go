package refiqda

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// readingsOf are the ways that a person leaves open, the usual one first.
func readingsOf(o annotated.Options) ([]annotated.Reading, error) {
	units := []annotated.Unit{annotated.CodePoints, annotated.CodePointsLF, annotated.UTF16}
	switch unit := annotated.Unit(o.Offsets); unit {
	case "":
	case annotated.UTF16, annotated.CodePoints, annotated.Graphemes, annotated.Bytes:
		units = []annotated.Unit{unit}
	default:
		return nil, fmt.Errorf("offsets cannot be counted in %q; utf16, codepoint, grapheme and byte are known", o.Offsets)
	}
	ends := []bool{false, true}
	switch o.End {
	case "":
	case "exclusive", "inclusive":
		ends = []bool{o.End == "inclusive"}
	default:
		return nil, fmt.Errorf("ends cannot be %q; inclusive and exclusive are known", o.End)
	}
	var all []annotated.Reading
	for _, inclusive := range ends {
		for _, unit := range units {
			all = append(all, annotated.Reading{Unit: unit, Inclusive: inclusive})
		}
	}
	return all, nil
}

// choose finds how the project counts: as a way in which two names of selections or
// more are their words, and no name is its words only in another. If there is none, it
// is the usual way.
func (r *reader) choose(all []annotated.Reading, docs []*document) {
	if strings.HasPrefix(r.project.Origin, "ATLAS.ti") { // which counts a CRLF as one
		slices.SortStableFunc(all, func(a, b annotated.Reading) int { return rank(a) - rank(b) })
	}
	r.reading = all[0]
	if len(all) == 1 || len(docs) == 0 {
		return
	}
	fits := map[uint]int{} // how many names fit exactly these readings
	selections := 0
	for _, d := range docs {
		if len(d.Problems) > 0 {
			continue
		}
		text := annotated.NewText(d.Text)
		offsets := make([]*annotated.Offsets, len(all))
		for i, way := range all {
			offsets[i] = annotated.NewOffsets(d.Text, way.Unit)
		}
		for i := range d.of.Selections {
			s := &d.of.Selections[i]
			selections++
			var set uint
			for n, way := range all {
				if from, to, err := s.position(way, offsets[n]); err == nil && isName(text, from, to, s.Name) {
					set |= 1 << n
				}
			}
			fits[set]++
		}
	}
	delete(fits, 0)
	at := slices.IndexFunc(all, func(way annotated.Reading) bool {
		n := uint(slices.Index(all, way))
		named := 0
		for set, count := range fits {
			if set&(1<<n) == 0 {
				return false
			}
			named += count
		}
		return named >= 2
	})
	switch {
	case at > 0:
		r.reading = all[at]
		docs[0].Warn(loaders.Place{}, "the names of selections are their words only where positions are counted in %s: the project is read so", all[at])
	case at < 0 && selections > 0:
		docs[0].Warn(loaders.Place{}, "the names of selections do not show how positions are counted; read as %s: say --offsets and --end if words are cut", all[0])
	}
}

// rank puts the ways of ATLAS.ti first.
func rank(way annotated.Reading) int {
	if way.Unit == annotated.CodePointsLF && !way.Inclusive {
		return 0
	}
	return 1
}

// position is where a selection is, in code points.
func (s *selection) position(way annotated.Reading, offsets *annotated.Offsets) (from, to int, err error) {
	start, errStart := strconv.Atoi(strings.TrimSpace(s.Start))
	end, errEnd := strconv.Atoi(strings.TrimSpace(s.End))
	if errStart != nil || errEnd != nil {
		return 0, 0, fmt.Errorf("it goes from %q to %q; a position is a whole number", cut(s.Start), cut(s.End))
	}
	last := end
	if way.Inclusive {
		end++
	}
	if start < 0 || end <= start {
		return 0, 0, fmt.Errorf("it goes from %d to %d; the end must be after the start, which counts from 0", start, last)
	}
	if from, err = offsets.CodePoint(start); err != nil {
		return 0, 0, fmt.Errorf("start: %w", err)
	}
	if to, err = offsets.CodePoint(end); err != nil {
		return 0, 0, fmt.Errorf("end: %w", err)
	}
	return from, to, nil
}

var breaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// isName reports whether the name of a selection is its words: with blanks for line breaks,
// and cut where they are long.
func isName(text *annotated.Text, from, to int, name string) bool {
	name = breaks.Replace(name)
	const shortest = 40 // code points of a name that was cut
	if begin, wasCut := strings.CutSuffix(name, "…"); wasCut && len([]rune(begin)) >= shortest {
		n := 2 * len([]rune(begin)) // a CRLF is one
		return to-from > len([]rune(begin)) && strings.HasPrefix(breaks.Replace(text.Slice(from, min(to, from+n))), begin)
	}
	if name == "" || to-from > 2*len(name) {
		return false
	}
	return breaks.Replace(text.Slice(from, to)) == name
}
