package profile

import (
	"regexp"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/loaders"

	"go.yaml.in/yaml/v3"
)

// The fields of a meaning that is written as a mapping.
var (
	spanFields = []string{"as", "type", "cameoCode", "ploverCode", "person", "organization", "concept", "agreement", "for", "against",
		"source", "target", "code"}
	linkFields      = []string{"as", "turned", "cameoCode", "ploverCode"}
	attributeFields = []string{"as", "values"}
)

// statementFields go with the word statement only.
var statementFields = []string{"person", "organization", "concept", "agreement", "for", "against"}

// codingFields go with the word coding only.
var codingFields = []string{"source", "target", "code"}

const (
	cameoPattern  = `^[0-9]{2,4}$`
	ploverPattern = `^[A-Z][A-Z_]*$`
)

var (
	cameoCode  = regexp.MustCompile(cameoPattern)
	ploverCode = regexp.MustCompile(ploverPattern)
)

// meanings reads the meanings of labels: each a word, or a mapping with the word as "as".
func (r *reader) meanings(n *yaml.Node, what string, words, fields []string, into *Meanings) {
	mine := map[string]string{}
	r.each(n, what, func(label string, value *yaml.Node) {
		if before, twice := mine[Normalize(label)]; twice {
			r.fault(value, "%s: %q and %q are the same label", what, before, label)
		}
		if mine[Normalize(label)] = label; Normalize(label) == "" {
			r.fault(value, "%s: a label has no letters", what)
		}
		var is Meaning
		switch value.Kind {
		case yaml.ScalarNode:
			is.As = r.word(value, value.Value, words)
		case yaml.MappingNode:
			is = r.meaning(value, what+": "+label, words, fields)
		default:
			r.fault(value, "%s: the meaning of %q is a word or a mapping", what, label)
		}
		into.set(label, is)
	})
}

func (r *reader) word(n *yaml.Node, word string, words []string) string {
	if !slices.Contains(words, word) {
		r.fault(n, "%q is no meaning%s; meanings are %s", word, loaders.DidYouMean(word, words), strings.Join(words, ", "))
	}
	return word
}

func (r *reader) meaning(n *yaml.Node, what string, words, fields []string) Meaning {
	given := r.fields(n, what, fields)
	var is Meaning
	if given["as"] == nil {
		r.fault(n, "%s: as is missing", what)
	} else {
		is.As = r.word(given["as"], r.text(given["as"]), words)
	}
	if t := given["type"]; t != nil {
		if is.Type = demand.ActorType(r.enum(t, "type", "ActorType")); is.As != AsActor && is.As != AsGeopolitical {
			r.fault(t, "%s: type is that of an actor", what)
		}
	}
	is.CameoCode = r.code(given["cameoCode"], what, cameoCode, &is)
	is.PloverCode = r.code(given["ploverCode"], what, ploverCode, &is)
	if t := given["turned"]; t != nil {
		if is.Turned = t.Value == "true"; t.Tag != "!!bool" {
			r.fault(t, "%s: turned is true or false", what)
		}
	}
	r.each(given["values"], what+": values", func(value string, to *yaml.Node) {
		if is.Values == nil {
			is.Values = map[string]string{}
		}
		meant := r.text(to)
		switch is.As {
		case AsCertainty:
			r.enum(to, "certainty", "Certainty")
		case AsNegation:
			if to.Tag != "!!bool" {
				r.fault(to, "%s: what a value of a negation means is true or false", what)
			}
		}
		is.Values[Normalize(value)] = meant
	})
	r.statement(given, what, n, &is)
	r.coding(given, what, n, &is)
	return is
}

// code reads a code of event data, which goes with triggers and direct links.
func (r *reader) code(n *yaml.Node, what string, form *regexp.Regexp, is *Meaning) string {
	text := r.text(n)
	if n == nil {
		return ""
	}
	if is.Position() == "" {
		r.fault(n, "%s: a code goes with a kind of position", what)
	}
	if !form.MatchString(text) {
		r.fault(n, "%s: %q is no such code, which is like %s", what, text, form)
	}
	return text
}

func (r *reader) statement(given map[string]*yaml.Node, what string, n *yaml.Node, is *Meaning) {
	if is.As != AsStatement {
		for _, name := range statementFields {
			if given[name] != nil {
				r.fault(given[name], "%s: %s goes with the word statement", what, name)
			}
		}
		return
	}
	is.Person, is.Organization = r.text(given["person"]), r.text(given["organization"])
	is.Concept, is.Agreement = r.text(given["concept"]), r.text(given["agreement"])
	is.For, is.Against = demand.PositionKindSupports, demand.PositionKindOpposes
	if k := given["for"]; k != nil {
		is.For = demand.PositionKind(r.enum(k, "for", "PositionKind"))
	}
	if k := given["against"]; k != nil {
		is.Against = demand.PositionKind(r.enum(k, "against", "PositionKind"))
	}
	if is.Concept == "" || is.Person == "" && is.Organization == "" {
		r.fault(n, "%s: a statement needs concept, and person or organization: the attributes that hold them", what)
	}
}

func (r *reader) coding(given map[string]*yaml.Node, what string, n *yaml.Node, is *Meaning) {
	if is.As != AsCoding {
		for _, name := range codingFields {
			if given[name] != nil {
				r.fault(given[name], "%s: %s goes with the word coding", what, name)
			}
		}
		return
	}
	is.Source, is.Target, is.Code = r.text(given["source"]), r.text(given["target"]), r.text(given["code"])
	if is.Source == "" || is.Code == "" {
		r.fault(n, "%s: a coding needs source and code: the attributes that hold them", what)
	}
}
