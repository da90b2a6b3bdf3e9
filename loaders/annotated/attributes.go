package annotated

import (
	"slices"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/loaders"
	"demandgraph/loaders/profile"
)

// said is what attributes say.
type said struct {
	certainty   demand.Certainty // "" when they say none
	negated     bool
	confidence  *float64
	date        string
	notes       []string
	identifiers []string
}

// says reads attributes by the profile. Those of a statement that hold its parts are
// read elsewhere. Fault makes a warning of what cannot be read.
func (m *mapper) says(attributes map[string][]string, of profile.Meaning, fault func(string, ...any) loaders.Problem) said {
	var out said
	var names []string
	for name := range attributes {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if isPart(of, name) {
			continue
		}
		is, known := m.is.Attributes.Of(name)
		if !known {
			m.unknown[labelled{"attribute", name}]++
			continue
		}
		if is.As == profile.AsIgnore {
			m.counted["attributes "+name+", which the profile ignores"]++
		}
		for _, value := range attributes[name] {
			if problem := out.read(is, name, strings.TrimSpace(value)); problem != "" {
				m.warnings = append(m.warnings, fault("attribute %s is %s, %s", name, shown(value), problem))
			}
		}
	}
	return out
}

// isPart reports whether an attribute holds a part of a statement or of a coding.
func isPart(of profile.Meaning, name string) bool {
	if of.As != profile.AsStatement && of.As != profile.AsCoding {
		return false
	}
	return slices.ContainsFunc([]string{of.Person, of.Organization, of.Concept, of.Agreement, of.Source, of.Target, of.Code}, func(part string) bool {
		return part != "" && profile.Normalize(part) == profile.Normalize(name)
	})
}

// read reads one value of an attribute and says what is wrong with it, or "".
func (s *said) read(is profile.Meaning, name, value string) (problem string) {
	meant, given := is.Values[profile.Normalize(value)]
	if !given {
		meant = value
	}
	switch is.As {
	case profile.AsCertainty:
		if value == "" {
			meant = is.Values["true"] // a flag
		}
		if meant = strings.ToUpper(meant); !demand.ValidEnum("Certainty", meant) {
			return "which is no certainty: give it a meaning in the profile"
		}
		s.certainty = demand.Certainty(meant)
	case profile.AsNegation:
		switch profile.Normalize(meant) {
		case "", "true", "yes", "1", "negated", "negative":
			s.negated = true
		case "false", "no", "0", "none", "positive":
		default:
			s.negated = true
			return "which is neither true nor false: taken as true"
		}
	case profile.AsConfidence:
		if f, err := strconv.ParseFloat(meant, 64); err == nil && f >= 0 && f <= 1 {
			s.confidence = &f
		} else if value != "" {
			s.notes = append(s.notes, name+": "+value)
		}
	case profile.AsDate:
		s.date = value
	case profile.AsNote:
		if value != "" {
			s.notes = append(s.notes, value)
		}
	case profile.AsIdentifier:
		s.identifiers = append(s.identifiers, value)
	}
	return ""
}
