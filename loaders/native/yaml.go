package native

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"demandgraph/loaders"

	"go.yaml.in/yaml/v3"
)

// parseYAML parses one YAML document. Lines are counted from line. The node is
// nil for a document with nothing in it.
func parseYAML(text []byte, line int) (n *node, err error) {
	if bad := badControl(text); bad != nil {
		bad.at.Line += line - 1
		return nil, bad
	}
	defer func() { // the parser panics on some texts that are no YAML
		if r := recover(); r != nil {
			n, err = nil, &syntaxError{loaders.Place{Line: line, Column: 1}, fmt.Sprintf("this cannot be read as YAML: %v", r)}
		}
	}()
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return nil, yamlError(err, text, line)
	}
	if root.Kind == 0 || len(root.Content) == 0 {
		return nil, nil
	}
	c := &yamlConverter{line: line - 1, open: map[*yaml.Node]bool{}}
	n, err = c.node(root.Content[0], 0)
	if err != nil || n.kind == null {
		return nil, err
	}
	return n, nil
}

var (
	yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)
	// Errors of the library's parser, in which lines count from 0; in those of its scanner they count from 1.
	yamlFromZero = regexp.MustCompile(`^did not find expected (<|node content|'-' indicator|key|',' or)|^found (duplicate %|incompatible|undefined tag)`)
	yamlAnchor   = regexp.MustCompile(`^unknown anchor '(.+)' referenced`)
)

// yamlError places an error of the parser, which knows lines only, at the first
// character of its line.
func yamlError(err error, text []byte, first int) error {
	message := err.Error()
	line := 1
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		message = message[len(m[0]):]
		if m[1] != "" {
			line, _ = strconv.Atoi(m[1])
			if yamlFromZero.MatchString(message) {
				line++
			}
		}
	}
	if m := yamlAnchor.FindStringSubmatch(message); m != nil {
		before, _, _ := bytes.Cut(text, []byte("*"+m[1]))
		line = bytes.Count(before, []byte("\n")) + 1
	}
	lines := bytes.Split(text, []byte("\n"))
	line = max(1, min(line, len(lines)))
	here := lines[line-1]
	column := utf8.RuneCount(here[:len(here)-len(bytes.TrimLeft(here, " \t"))]) + 1
	hint := ""
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		hint = `; put quotes around text that has ": " in it`
	case strings.Contains(message, "cannot start any token") && bytes.ContainsRune(here, '\t'):
		hint = "; indent with spaces, not tabs"
	case strings.Contains(message, "cannot start any token"):
		hint = "; put quotes around text that begins with a special character"
	}
	return &syntaxError{loaders.Place{Line: first + line - 1, Column: column}, "this is no YAML: " + message + hint}
}

// badControl finds a character that YAML does not allow.
func badControl(text []byte) *syntaxError {
	at := loaders.Place{Line: 1, Column: 1}
	for _, r := range string(text) {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7F && r < 0xA0 && r != 0x85 || r == 0xFFFE || r == 0xFFFF {
			return &syntaxError{at, fmt.Sprintf("control character U+%04X; leave it out, or write it as an escape in double quotes", r)}
		}
		at.Column++
		if r == '\n' {
			at = loaders.Place{Line: at.Line + 1, Column: 1}
		}
	}
	return nil
}

// yamlConverter makes nodes of the parser's, within bounds.
type yamlConverter struct {
	line    int // before the document
	open    map[*yaml.Node]bool
	aliased int // nodes made through aliases
	inAlias int
}

func (c *yamlConverter) fail(y *yaml.Node, message string) error {
	return &syntaxError{c.place(y), message}
}

func (c *yamlConverter) place(y *yaml.Node) loaders.Place {
	return loaders.Place{Line: y.Line + c.line, Column: y.Column}
}

func (c *yamlConverter) node(y *yaml.Node, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, c.fail(y, fmt.Sprintf("lists and mappings are nested more than %d deep", maxDepth))
	}
	if c.inAlias > 0 {
		if c.aliased++; c.aliased > maxAliased {
			return nil, c.fail(y, fmt.Sprintf("aliases stand for more than %d values", maxAliased))
		}
	}
	if y.Kind == yaml.AliasNode {
		if c.open[y.Alias] {
			return nil, c.fail(y, "the alias *"+y.Value+" stands for something that holds it")
		}
		c.inAlias++
		n, err := c.node(y.Alias, depth)
		c.inAlias--
		if err == nil {
			alias := *n
			alias.at = c.place(y)
			n = &alias
		}
		return n, err
	}
	n := &node{at: c.place(y), yaml: true}
	c.open[y] = true
	defer delete(c.open, y)
	switch y.Kind {
	case yaml.ScalarNode:
		return n, c.scalar(y, n)
	case yaml.SequenceNode:
		n.kind = list
		for _, item := range y.Content {
			child, err := c.node(item, depth+1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, child)
		}
		return n, nil
	}
	n.kind = mapping
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		if key.Kind == yaml.AliasNode && key.Alias != nil {
			key = key.Alias
		}
		if key.Kind != yaml.ScalarNode {
			return nil, c.fail(y.Content[i], "the name of a field is a single word")
		}
		if key.Tag == "!!merge" {
			return nil, c.fail(y.Content[i], "merge keys (<<) are not read; write the fields out")
		}
		value, err := c.node(y.Content[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		n.fields = append(n.fields, field{key.Value, c.place(y.Content[i]), value})
	}
	return n, nil
}

func (c *yamlConverter) scalar(y *yaml.Node, n *node) error {
	n.kind, n.text = scalar, y.Value
	switch tag := y.ShortTag(); tag {
	case "!!null":
		n.kind = null
	case "!!str", "!!timestamp":
	case "!!int", "!!float", "!!bool":
		n.number = y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	default:
		return c.fail(y, "the tag "+tag+" is not read; leave it out")
	}
	return nil
}
