package linking

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"demandgraph/demand"

	"go.yaml.in/yaml/v3"
)

// Choices that are no keys.
const (
	ChoiceNew  = "new"  // a node of its own, of that name
	ChoiceNone = "none" // the words name nothing
)

// Links are a person's decisions about names, from a review file.
type Links struct {
	choices map[linked]string
}

// linked is what a decision is about; article "" is every article.
type linked struct {
	kind    demand.NodeKind
	name    string // folded
	article string
}

// ReadLinks reads a review file with choices. Entries without a choice are still
// undecided. An error names the line.
func ReadLinks(from io.Reader) (*Links, error) {
	l := &Links{choices: map[linked]string{}}
	err := readEntries(from, func(line int, e Entry) error {
		if e.Choice == "" {
			return nil
		}
		if before, ok := l.choices[e.at()]; ok && before != e.Choice {
			return fmt.Errorf("line %d: choice for %q is %s here and %s before", line, e.Mention, e.Choice, before)
		}
		l.choices[e.at()] = e.Choice
		return nil
	})
	if err != nil {
		return nil, err
	}
	return l, nil
}

// at is what an entry is about.
func (e *Entry) at() linked { return linked{e.Kind, foldName(e.Mention), e.Article} }

// readEntries reads the entries of a review file, with their lines.
func readEntries(from io.Reader, yield func(line int, e Entry) error) error {
	var nodes []yaml.Node
	if err := yaml.NewDecoder(from).Decode(&nodes); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("this is no review file, which is a list of mentions: %w", err)
	}
	for i := range nodes {
		n := &nodes[i]
		var e Entry
		if err := strict(n, &e); err != nil {
			return fmt.Errorf("line %d: %w", n.Line, err)
		}
		if e.Choice = strings.TrimSpace(e.Choice); e.Choice != "" {
			if err := demand.ValidKey(e.Choice); err != nil {
				return fmt.Errorf("line %d: choice: %w; it is a key, %q or %q", n.Line, err, ChoiceNew, ChoiceNone)
			}
			if err := e.valid(); err != nil {
				return fmt.Errorf("line %d: %w", n.Line, err)
			}
		}
		if err := yield(n.Line, e); err != nil {
			return err
		}
	}
	return nil
}

// strict decodes a mapping and refuses fields that are not there.
func strict(n *yaml.Node, e *Entry) error {
	text, err := yaml.Marshal(n)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(strings.NewReader(string(text)))
	dec.KnownFields(true)
	return dec.Decode(e)
}

func (e *Entry) valid() error {
	if strings.TrimSpace(e.Mention) == "" {
		return errors.New("mention is missing")
	}
	switch e.Kind {
	case demand.KindActor, demand.KindRegion, demand.KindTopic, demand.KindEvent:
		return nil
	}
	return fmt.Errorf("kind is %q; it is Actor, Region, Topic or Event", e.Kind)
}

// choice is what a person decided, or "".
func (l *Links) choice(kind demand.NodeKind, words, article string) string {
	if l == nil {
		return ""
	}
	name := foldName(words)
	if c := l.choices[linked{kind, name, article}]; c != "" {
		return c
	}
	return l.choices[linked{kind, name, ""}]
}
