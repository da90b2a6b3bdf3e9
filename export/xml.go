package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// markup writes XML. Texts are escaped; characters that XML has not become U+FFFD.
type markup struct{ w *bufio.Writer }

func newMarkup(w io.Writer) markup { return markup{bufio.NewWriter(w)} }

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}

// line writes a line; arguments are texts, which are escaped, or numbers.
func (m markup) line(format string, args ...any) error {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = escaped(s)
		}
	}
	_, err := fmt.Fprintf(m.w, format+"\n", args...)
	return err
}

// attr gives ` name="value"`, or nothing for no value.
func attr(name, value string) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf(" %s=\"%s\"", name, escaped(value))
}

func (m markup) raw(text string) error {
	_, err := m.w.WriteString(text + "\n")
	return err
}
