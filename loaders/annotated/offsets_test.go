package annotated

import (
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// Every start of a code point is found again from its offset in each unit.
func TestOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("a\r\né😀🇺🇦\u0301中"))).Draw(t, "text")
		runes := []rune(text)
		u16, bytes := NewOffsets(text, UTF16), NewOffsets(text, Bytes)
		for i := range len(runes) + 1 {
			for _, c := range []struct {
				o  *Offsets
				at int
			}{
				{u16, len(utf16.Encode(runes[:i]))},
				{bytes, len(string(runes[:i]))},
			} {
				if got, err := c.o.CodePoint(c.at); err != nil || got != i {
					t.Fatalf("%q: %d %s is code point %d (%v), want %d", text, c.at, c.o.unit, got, err, i)
				}
			}
		}
	})
}

func TestOffsetsInsideCharacters(t *testing.T) {
	for _, c := range []struct {
		text   string
		unit   Unit
		offset int
		want   int // -1: an error
	}{
		{"a😀b", UTF16, 1, 1}, {"a😀b", UTF16, 2, -1}, {"a😀b", UTF16, 3, 2}, {"a😀b", UTF16, 4, 3}, {"a😀b", UTF16, 5, -1},
		{"🇺🇦x", Graphemes, 1, 2}, {"🇺🇦x", Graphemes, 2, 3}, {"e\u0301x", Graphemes, 1, 2}, {"e\u0301x", Graphemes, 3, -1},
		{"a\r\nb", CodePointsLF, 2, 3}, {"a\r\nb", CodePointsLF, 3, 4}, {"a\r\nb", CodePoints, 3, 3},
		{"é", Bytes, 1, -1}, {"é", Bytes, 2, 1}, {"", UTF16, 0, 0}, {"", UTF16, 1, -1}, {"x", CodePoints, -1, -1},
	} {
		got, err := NewOffsets(c.text, c.unit).CodePoint(c.offset)
		if (err != nil) != (c.want < 0) || err == nil && got != c.want {
			t.Errorf("%q: %d %s is %d, %v; want %d", c.text, c.offset, c.unit, got, err, c.want)
		}
	}
}
