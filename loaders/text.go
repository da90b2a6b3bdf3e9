package loaders

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// MaxDocument is the most that one document may take, in bytes: an article with its
// annotations is a thousandth of it. A bigger one is refused before it is parsed.
const MaxDocument = 32 << 20

// TooLarge is what a document beyond MaxDocument is told.
func TooLarge() string {
	return fmt.Sprintf("the document is larger than %d MB, the most that one may be; split it into several", MaxDocument>>20)
}

// CheckUTF8 says where text is not UTF-8 and what stands there. The place counts
// from the beginning of the text.
func CheckUTF8(text []byte) (at Place, message string, ok bool) {
	if utf8.Valid(text) {
		return Place{}, "", true
	}
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return Place{1, 1}, "the file is in UTF-16; save it as UTF-8", false
	}
	at = Place{1, 1}
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if text = text[size:]; r == '\n' {
			at = Place{at.Line + 1, 1}
		} else {
			at.Column++
		}
	}
	return at, fmt.Sprintf("invalid UTF-8: byte 0x%02X; save the file as UTF-8", text[0]), false
}
