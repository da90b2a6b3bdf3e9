package cas

import (
	"bytes"
	"unicode/utf8"

	"demandgraph/loaders"
)

// places finds the line and column of bytes of a text, going forward only.
type places struct {
	text []byte
	done int
	at   loaders.Place
}

func newPlaces(text []byte) *places {
	return &places{text: text, at: loaders.Place{Line: 1, Column: 1}}
}

// of is the place of a byte, or of the last one asked for when that was further on.
func (p *places) of(offset int) loaders.Place {
	offset = min(offset, len(p.text))
	for p.done < offset {
		if p.text[p.done] == '\n' {
			p.at = loaders.Place{Line: p.at.Line + 1, Column: 1}
			p.done++
			continue
		}
		_, size := utf8.DecodeRune(p.text[p.done:])
		p.done += size
		p.at.Column++
	}
	return p.at
}

// skip is the place of the first byte from offset on that is not in set.
func (p *places) skip(offset int, set string) loaders.Place {
	for offset < len(p.text) && bytes.IndexByte([]byte(set), p.text[offset]) >= 0 {
		offset++
	}
	return p.of(offset)
}
