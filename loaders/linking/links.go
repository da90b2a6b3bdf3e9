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
	var nodes []yaml.Node
	if err := yaml.NewDecoder(from).Decode(&nodes); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("this is no review file, which is a list of mentions: %w", err)
	}
	l := &Links{choices: map[linked]string{}}
	for i := range nodes {
		n := &nodes[i]
		var e Entry
		if err := strict(n, &e); err != nil {
			return nil, fmt.Errorf("line %d: %w", n.Line, err)
		}
		if e.Choice = strings.TrimSpace(e.Choice); e.Choice == "" {
			continue
		}
		if err := demand.ValidKey(e.Choice); err != nil {
			return nil, fmt.Errorf("line %d: choice: %w; it is a key, %q or %q", n.Line, err, ChoiceNew, ChoiceNone)
		}
		if err := e.valid(); err != nil {
			return nil, fmt.Errorf("line %d: %w", n.Line, err)
		}
		at := linked{e.Kind, foldName(e.Mention), e.Article}
		if before, ok := l.choices[at]; ok && before != e.Choice {
			return nil, fmt.Errorf("line %d: choice for %q is %s here and %s before", n.Line, e.Mention, e.Choice, before)
		}
		l.choices[at] = e.Choice
	}
	return l, nil
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
