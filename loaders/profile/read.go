package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/loaders"

	"go.yaml.in/yaml/v3"
)

// MaxSize is the most that a profile may take, in bytes.
const MaxSize = 1 << 20

// Read reads a profile. The error lists all that is wrong with it, a line each, as
// "name:line: what is wrong"; name is what the file is called.
func Read(from io.Reader, name string) (*Profile, error) {
	text, err := io.ReadAll(io.LimitReader(from, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(text) > MaxSize {
		return nil, fmt.Errorf("%s: a profile of more than %d MB", name, MaxSize>>20)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(bytes.TrimPrefix(text, []byte("\uFEFF")), &root); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r := &reader{name: name, into: &Profile{Names: map[string][]string{}, Dates: map[string]demand.Date{}}}
	if len(root.Content) > 0 {
		r.profile(root.Content[0])
	}
	if len(r.problems) > 0 {
		return nil, errors.Join(r.problems...)
	}
	return r.into, nil
}

// reader reads one profile and collects what is wrong with it.
type reader struct {
	name     string
	into     *Profile
	problems []error
}

func (r *reader) fault(n *yaml.Node, format string, args ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s:%d: %s", r.name, n.Line, fmt.Sprintf(format, args...)))
}

// topFields are the fields of a profile.
var topFields = []string{"$schema", "name", "description", "extends", "spans", "links", "attributes", "constants", "names", "dates"}

func (r *reader) profile(n *yaml.Node) {
	fields := r.fields(n, "a profile", topFields)
	if e := fields["extends"]; e != nil {
		if base, err := ByName(e.Value); err != nil {
			r.fault(e, "extends: %v", err)
		} else {
			r.into = base
		}
	}
	r.into.Name, r.into.Description = r.text(fields["name"]), r.text(fields["description"])
	r.meanings(fields["spans"], "spans", SpanWords, spanFields, &r.into.Spans)
	r.meanings(fields["links"], "links", LinkWords, linkFields, &r.into.Links)
	r.meanings(fields["attributes"], "attributes", AttributeWords, attributeFields, &r.into.Attributes)
	if c := r.fields(fields["constants"], "constants", []string{"certainty"})["certainty"]; c != nil {
		r.into.Certainty = demand.Certainty(r.enum(c, "certainty", "Certainty"))
	}
	r.each(fields["names"], "names", func(words string, n *yaml.Node) {
		keys := []*yaml.Node{n}
		if n.Kind == yaml.SequenceNode {
			keys = n.Content
		}
		for _, k := range keys {
			if err := demand.ValidKey(k.Value); err != nil {
				r.fault(k, "names: %v", err)
			}
			r.into.Names[Normalize(words)] = append(r.into.Names[Normalize(words)], k.Value)
		}
	})
	r.each(fields["dates"], "dates", func(words string, n *yaml.Node) {
		date, err := demand.ParseDate(n.Value)
		if err != nil {
			r.fault(n, "dates: %v", err)
		}
		r.into.Dates[Normalize(words)] = date
	})
}

// fields are the fields of a mapping; one that is not among names is a fault.
func (r *reader) fields(n *yaml.Node, what string, names []string) map[string]*yaml.Node {
	fields := map[string]*yaml.Node{}
	r.each(n, what, func(name string, value *yaml.Node) {
		if !slices.Contains(names, name) {
			r.fault(value, "%s has no field %q%s; it has %s", what, name, loaders.DidYouMean(name, names), strings.Join(names, ", "))
			return
		}
		fields[name] = value
	})
	return fields
}

// each goes over a mapping.
func (r *reader) each(n *yaml.Node, what string, do func(name string, value *yaml.Node)) {
	if n == nil || n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.fault(n, "%s is a mapping", what)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		if seen[name] {
			r.fault(n.Content[i], "%q is there twice", name)
		}
		seen[name] = true
		value := n.Content[i+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		do(name, value)
	}
}

func (r *reader) text(n *yaml.Node) string {
	if n == nil || n.Tag == "!!null" {
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		r.fault(n, "this is a single value")
		return ""
	}
	return n.Value
}

func (r *reader) enum(n *yaml.Node, what, enum string) string {
	value := r.text(n)
	if value != "" && !demand.ValidEnum(enum, value) {
		values := demand.EnumValues(enum)
		r.fault(n, "%s is %q%s; it is one of %s", what, value, loaders.DidYouMean(value, values), strings.Join(values, ", "))
	}
	return value
}
