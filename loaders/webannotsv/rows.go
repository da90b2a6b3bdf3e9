package webannotsv

import (
	"fmt"
	"strconv"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/cas"
)

// Limits of a file.
const (
	maxRows    = 1_000_000
	maxColumns = 500
)

// unit is a row: a token, or a part of one.
type unit struct {
	id         string
	begin, end int
	form       string
	cells      []string
	at         loaders.Place
	sub        bool
}

// sentence is a sentence with its rows.
type sentence struct {
	text  string
	units []int // of file.units
	at    loaders.Place
}

// file is what a file says, row by row.
type file struct {
	version   string
	layers    []layer
	columns   int
	units     []unit
	sentences []sentence
	byID      map[string]int
}

// parse reads the lines of a file. What is wrong with one is a problem of the CAS.
func parse(data []byte, c *cas.CAS) *file {
	f := &file{byID: map[string]int{}}
	var last [3]int // sentence, token and part of the row before
	inHeader, open := true, false
	line := 0
	for rest := string(data); rest != ""; {
		text, after, ended := strings.Cut(rest, "\n")
		rest = after
		line++
		at := loaders.Place{Line: line}
		text = strings.TrimSuffix(text, "\r") // a carriage return of the text itself is escaped
		switch {
		case line == 1:
			f.version, _ = strings.CutPrefix(text, "#FORMAT=WebAnno TSV ")
			if !strings.HasPrefix(f.version, "3.") {
				c.Problem(at, "%s", refused(text))
				return f
			}
		case strings.HasPrefix(text, "#T_") && inHeader:
			l, err := layerOf(text, f.columns)
			if err != nil {
				c.Problem(at, "%v", err)
				return f
			}
			f.layers = append(f.layers, l)
			if f.columns += len(l.columns); f.columns > maxColumns {
				c.Problem(at, "there are more than %d columns", maxColumns)
				return f
			}
		case text == "":
			open = false
		case strings.HasPrefix(text, "#Text="):
			inHeader = false
			part := unescape(text[len("#Text="):])
			if n := len(f.sentences) - 1; open && len(f.sentences[n].units) == 0 {
				f.sentences[n].text += "\n" + part
			} else {
				f.sentences = append(f.sentences, sentence{text: part, at: at})
			}
			open = true
		case strings.HasPrefix(text, "#") && (!open || len(f.sentences[len(f.sentences)-1].units) == 0):
			inHeader = false // such as #Sentence.id=
		case !open:
			c.Problem(at, "a row stands outside of a sentence, before its #Text= line; found %q", short(text))
			return f
		default:
			if len(f.units) == maxRows {
				c.Problem(at, "the document has more than %d rows; split it into several", maxRows)
				return f
			}
			u, id, err := row(text, f.columns)
			u.at = at
			if err != nil {
				why := ""
				if !ended {
					why = "; the file ends here, and may have been cut off"
				}
				c.Problem(at, "%v%s", err, why)
				continue
			}
			if first, twice := f.byID[u.id]; twice {
				c.Problem(at, "the row %s is there twice; the other is in line %d", u.id, f.units[first].at.Line)
				continue
			}
			if !follows(last, id) {
				c.Problem(at, "the row %s is out of order after %d-%d", u.id, last[0], last[1])
				continue
			}
			last = id
			s := &f.sentences[len(f.sentences)-1]
			f.byID[u.id] = len(f.units)
			s.units = append(s.units, len(f.units))
			f.units = append(f.units, u)
		}
	}
	return f
}

// row reads a row of so many columns after the first three.
func row(text string, columns int) (u unit, id [3]int, err error) {
	cells := strings.Split(text, "\t")
	if len(cells) == columns+4 && cells[columns+3] == "" {
		cells = cells[:columns+3] // rows end in a tab
	}
	if len(cells) != columns+3 {
		return u, id, fmt.Errorf("the row has %d columns, the header makes it %d", len(cells), columns+3)
	}
	u = unit{id: cells[0], form: cells[2], cells: cells[3:]}
	token, part, sub := strings.Cut(u.id, ".")
	s, t, _ := strings.Cut(token, "-")
	u.sub = sub
	for i, number := range []string{s, t, part} {
		if i == 2 && !sub {
			break
		}
		if id[i], err = strconv.Atoi(number); err != nil || id[i] < 1 {
			return u, id, fmt.Errorf("%q is no id of a token, such as 1-3, or of a part of one, 1-3.1", short(u.id))
		}
	}
	begin, end, _ := strings.Cut(cells[1], "-")
	if u.begin, err = strconv.Atoi(begin); err == nil {
		u.end, err = strconv.Atoi(end)
	}
	if err != nil || u.begin < 0 || u.end < u.begin {
		return u, id, fmt.Errorf("%q are no offsets, such as 4-9", short(cells[1]))
	}
	return u, id, nil
}

// follows reports whether a row may come after another.
func follows(last, id [3]int) bool {
	for i := range id {
		if id[i] != last[i] {
			return id[i] > last[i]
		}
	}
	return false
}

// short shortens what a message quotes.
func short(text string) string {
	for i := range text {
		if i > 60 {
			return text[:i] + "…"
		}
	}
	return text
}
