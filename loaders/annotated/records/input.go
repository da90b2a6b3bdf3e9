package records

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"demandgraph/loaders"
)

var errTooLarge = errors.New("too large")

// input hands a file to a decoder and keeps what the decoder has not passed: to
// know places, and to go on after what cannot be read.
type input struct {
	src  *bufio.Reader
	kept []byte
	base int64         // the decoder's offset of kept[0]
	at   loaders.Place // of kept[0]
}

func (in *input) Read(p []byte) (int, error) {
	room := loaders.MaxDocument - len(in.kept)
	if room <= 0 {
		return 0, errTooLarge
	}
	n, err := in.src.Read(p[:min(len(p), room)])
	in.kept = append(in.kept, p[:n]...)
	return n, err
}

// pass moves on to an offset of the decoder.
func (in *input) pass(offset int64) {
	n := int(offset - in.base)
	in.at = in.placeAt(n)
	in.kept, in.base = in.kept[n:], offset
}

// blanks moves on to what is not blank.
func (in *input) blanks() {
	n := 0
	for n < len(in.kept) && space(in.kept[n]) {
		n++
	}
	in.pass(in.base + int64(n))
}

// placeAt is the place of a byte of kept.
func (in *input) placeAt(n int) loaders.Place {
	at, text := in.at, in.kept[:n]
	if lines := bytes.Count(text, []byte("\n")); lines > 0 {
		at = loaders.Place{Line: at.Line + lines, Column: 1}
		text = text[bytes.LastIndexByte(text, '\n')+1:]
	}
	at.Column += utf8.RuneCount(text)
	return at
}

// nextLine moves on to the beginning of the next line that begins with a brace, for
// a new decoder.
func (in *input) nextLine() error {
	in.src = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(slices.Clone(in.kept)), in.src), 64<<10)
	in.kept, in.base = nil, 0
	for {
		_, err := in.src.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		in.at = loaders.Place{Line: in.at.Line + 1, Column: 1}
		if next, _ := in.src.Peek(1); len(next) > 0 && next[0] == '{' {
			return nil
		}
	}
}
