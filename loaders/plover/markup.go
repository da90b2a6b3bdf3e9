package plover

import (
	"strings"
	"unicode/utf8"
)

// piece is some marked words of a sentence.
type piece struct {
	tag        string // SRC, TAR, SRC/TAR, EVT or LOC
	start, end int    // in bytes of the sentence without markup
}

var tags = []string{"SRC/TAR", "SRC", "TAR", "EVT", "LOC"}

// maxDepth bounds how deep markup may be nested; what is deeper is read as words.
const maxDepth = 16

// parseMarkup takes the markup out of a marked-up sentence. Parentheses that are the
// sentence's own stay; a closing one that nothing opens is dropped, and a mark that is
// never closed marks nothing. Pieces are in the order of their ends.
func parseMarkup(marked string) (plain string, pieces []piece) {
	type open struct {
		piece
		parentheses int // the sentence's own that are open within it
	}
	stack := []open{{}} // the first is the sentence
	var b strings.Builder
	for i := 0; i < len(marked); {
		top := &stack[len(stack)-1]
		switch c := marked[i]; c {
		case '(':
			if tag, length := markAt(marked[i:]); tag != "" && len(stack) <= maxDepth {
				stack = append(stack, open{piece: piece{tag: tag, start: b.Len()}})
				i += length
				continue
			}
			top.parentheses++
			b.WriteByte(c)
		case ')':
			switch {
			case top.parentheses > 0:
				top.parentheses--
				b.WriteByte(c)
			case len(stack) > 1:
				top.end = b.Len()
				pieces = append(pieces, top.piece)
				stack = stack[:len(stack)-1]
			}
		default:
			b.WriteByte(c)
		}
		i++
	}
	return b.String(), pieces
}

// markAt returns the tag with which text begins, as in "(SRC: ", and the length of all that.
func markAt(text string) (tag string, length int) {
	for _, tag := range tags {
		if rest, ok := strings.CutPrefix(text, "("+tag+":"); ok {
			rest = strings.TrimLeft(rest, " ")
			return tag, len(text) - len(rest)
		}
	}
	return "", 0
}

// span is a piece of a sentence, in code points, the end exclusive.
type span struct {
	tag        string
	start, end int
	exact      string
}

// spans finds the marked words of a sentence in it, in order. Words that are not in the
// sentence in one piece and unchanged, but for white space, are left out.
func spans(sentence, marked string) []span {
	plain, pieces := parseMarkup(marked)
	from, to := tokens(plain), tokens(sentence)
	at := align(from, to)
	var found []span
	for _, p := range pieces {
		first, last := -1, -1
		for i, t := range from {
			if t.start >= p.start && t.end <= p.end {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first < 0 || !together(at[first:last+1]) {
			continue
		}
		start, end := to[at[first]].start, to[at[last]].end
		s := span{tag: p.tag, exact: sentence[start:end], start: utf8.RuneCountInString(sentence[:start])}
		s.end = s.start + utf8.RuneCountInString(s.exact)
		found = append(found, s)
	}
	return found
}

// together reports whether all tokens have a counterpart, one next to the other.
func together(at []int) bool {
	for i := range at {
		if at[i] < 0 || at[i] != at[0]+i {
			return false
		}
	}
	return true
}
