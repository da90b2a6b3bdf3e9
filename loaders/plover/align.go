package plover

import (
	"unicode"
	"unicode/utf8"
)

// token is a word, or one sign that is neither part of a word nor white space.
type token struct {
	text       string
	start, end int // in bytes
}

// tokens divides a text into words and signs.
func tokens(text string) []token {
	var all []token
	word := -1
	flush := func(end int) {
		if word >= 0 {
			all = append(all, token{text[word:end], word, end})
			word = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if word < 0 {
				word = i
			}
		default:
			flush(i)
			if !unicode.IsSpace(r) {
				_, size := utf8.DecodeRuneInString(text[i:])
				all = append(all, token{text[i : i+size], i, i + size})
			}
		}
	}
	flush(len(text))
	return all
}

// maxCells bounds the work of aligning two texts; sentences need some thousands.
const maxCells = 4 << 20

// align finds for each token of one text its counterpart in the other, or -1: the
// longest common subsequence, after what both begin and end with. Texts that differ
// over a length no sentence has are not aligned there.
func align(from, to []token) []int {
	at := make([]int, len(from))
	for i := range at {
		at[i] = -1
	}
	begin := 0
	for begin < len(from) && begin < len(to) && from[begin].text == to[begin].text {
		at[begin] = begin
		begin++
	}
	n, m := len(from), len(to)
	for n > begin && m > begin && from[n-1].text == to[m-1].text {
		n--
		m--
		at[n] = m
	}
	rows, columns := n-begin, m-begin
	if rows == 0 || columns == 0 || rows > maxCells/columns {
		return at
	}
	// length[i][j] is that of the longest common subsequence of from[i:] and to[j:].
	length := make([][]int32, rows+1)
	for i := range length {
		length[i] = make([]int32, columns+1)
	}
	for i := rows - 1; i >= 0; i-- {
		for j := columns - 1; j >= 0; j-- {
			if from[begin+i].text == to[begin+j].text {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < rows && j < columns; {
		switch {
		case from[begin+i].text == to[begin+j].text:
			at[begin+i] = begin + j
			i++
			j++
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return at
}
