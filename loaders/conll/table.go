package conll

import (
	"regexp"
	"strconv"
	"strings"
)

// table says what the columns of a document hold; annotator is -1 when none does.
type table struct {
	numbered              bool
	token, tag, annotator int
}

// token is a token of a sentence.
type token struct {
	line      int
	form, tag string
	annotator string
	absent    bool // it stands in the text for words that follow, and has no tag itself
	covered   bool // another stands in the text for it
	surface   int  // index of the other
}

var wordNumber = regexp.MustCompile(`^\d+(?:-\d+|\.\d+)?$`)

// table checks the columns of all rows and finds those of tokens and tags. What is wrong
// becomes problems.
func (d *document) table() table {
	first := split(d.rows[0].text)
	n := len(first)
	if n > maxColumns {
		d.problem(d.rows[0].number, "the line has more than %d columns", maxColumns)
		return table{}
	}
	tags := make([]int, n)
	t := table{numbered: n > 2, annotator: -1}
	for i, r := range d.rows {
		cells := split(r.text)
		switch {
		case len(cells) == 1:
			d.problem(r.number, "%q has no tag; a line has a token and its tag, such as Elbonia<TAB>B-LOC", clip(r.text))
			continue
		case len(cells) != n:
			d.problem(r.number, "the line has %d columns and line %d has %d; all lines have the same", len(cells), d.rows[0].number, n)
			continue
		}
		t.numbered = t.numbered && wordNumber.MatchString(cells[0]) && (i > 0 || strings.HasPrefix(cells[0], "0") || strings.HasPrefix(cells[0], "1"))
		for i, cell := range cells {
			if isTag(cell) {
				tags[i]++
			}
		}
	}
	if len(d.out.Problems) > 0 {
		return t
	}
	if t.numbered {
		t.token = 1
		if n == 5 {
			t.annotator = 4
		}
	}
	t.tag = -1
	for i := t.token + 1; i < n; i++ {
		if t.tag < 0 || tags[i] >= tags[t.tag] {
			t.tag = i
		}
	}
	for i, name := range d.columns {
		switch name = strings.ToUpper(name); {
		case i >= n:
		case name == "FORM":
			t.token = i
		case name == "TAG" || name == "NE" || name == "NER" || strings.HasSuffix(name, ":NE") || strings.HasSuffix(name, ":NER"):
			t.tag = i
		}
	}
	if tags[t.tag] == 0 {
		d.problem(d.rows[0].number, "no column holds tags such as O, B-LOC and I-LOC; found %q", clip(d.rows[0].text))
		return t
	}
	for _, r := range d.rows {
		cells := split(r.text)
		if cells[t.token] == "" {
			d.problem(r.number, "the token is empty")
		}
		if !isTag(cells[t.tag]) && !t.absent(cells) {
			d.problem(r.number, "%q is no tag; column %d holds O, or a prefix and a type such as B-LOC", clip(cells[t.tag]), t.tag+1)
		}
	}
	return t
}

// absent reports whether a row is of a word that carries no tag of its own: one that
// stands for several, or for none.
func (t table) absent(cells []string) bool {
	return t.numbered && strings.ContainsAny(cells[0], "-.")
}

// tokens are the tokens of a sentence.
func (t table) tokens(rows []row) []token {
	var all []token
	until, surface := -1, 0 // the last number that a word stands for, and its index
	for _, r := range rows {
		cells := split(r.text)
		tok := token{line: r.number, form: cells[t.token], tag: cells[t.tag]}
		if t.annotator >= 0 && cells[t.annotator] != "-" && cells[t.annotator] != "_" {
			tok.annotator = cells[t.annotator]
		}
		if t.numbered {
			_, last, joined := strings.Cut(cells[0], "-")
			number, _ := strconv.Atoi(cells[0])
			switch {
			case joined:
				until, _ = strconv.Atoi(last)
				surface, tok.absent = len(all), true
			case strings.Contains(cells[0], "."):
				continue
			case number <= until:
				tok.surface, tok.covered = surface, true
			}
		}
		all = append(all, tok)
	}
	return all
}

// clip shortens what a message cites.
func clip(text string) string {
	const most = 60
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}
