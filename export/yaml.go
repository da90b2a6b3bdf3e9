package export

import (
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// fields make a mapping of YAML in the order in which they are added. What is empty is left out.
type fields struct{ yaml.Node }

func newFields() *fields { return &fields{yaml.Node{Kind: yaml.MappingNode}} }

func (f *fields) add(name string, value *yaml.Node) {
	f.Content = append(f.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, value)
}

func (f *fields) text(name, value string) {
	if value != "" {
		f.add(name, textNode(value))
	}
}

func (f *fields) texts(name string, values []string) {
	if len(values) == 0 {
		return
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, v := range values {
		n := textNode(v)
		if n.Style == yaml.LiteralStyle {
			n.Style = yaml.DoubleQuotedStyle
		}
		list.Content = append(list.Content, n)
	}
	f.add(name, list)
}

func (f *fields) list(name string, values []*fields) {
	if len(values) == 0 {
		return
	}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, v := range values {
		list.Content = append(list.Content, &v.Node)
	}
	f.add(name, list)
}

// plain is a number, true or false, as it is written.
func (f *fields) plain(name, written string) {
	if written != "" {
		f.add(name, &yaml.Node{Kind: yaml.ScalarNode, Value: written})
	}
}

func (f *fields) value(name string, v any) {
	switch v := v.(type) {
	case string:
		f.text(name, v)
	case []string:
		f.texts(name, v)
	case bool:
		f.plain(name, strconv.FormatBool(v))
	case int64:
		f.plain(name, strconv.FormatInt(v, 10))
	case float64:
		f.plain(name, strconv.FormatFloat(v, 'f', -1, 64))
	}
}

// textNode is a text: a block where it has several plain lines, else as short as can be read
// back exactly.
func textNode(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if strings.IndexFunc(s, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) >= 0 {
		n.Style = yaml.DoubleQuotedStyle
		return n
	}
	if !strings.Contains(s, "\n") {
		return n
	}
	n.Style = yaml.LiteralStyle
	for i, line := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		if strings.TrimRight(line, " ") != line || i == 0 && (line == "" || line[0] == ' ') || strings.HasSuffix(s, "\n\n") {
			n.Style = yaml.DoubleQuotedStyle
		}
	}
	return n
}
