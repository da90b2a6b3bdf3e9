package profile

import (
	"slices"
	"strings"
	"unicode"

	"demandgraph/demand"
	"demandgraph/loaders"

	"github.com/agnivade/levenshtein"
)

// Profile says what labels mean.
type Profile struct {
	Name        string
	Description string
	Spans       Meanings
	Links       Meanings
	Attributes  Meanings
	// Certainty is that of positions of which the annotation says none.
	Certainty demand.Certainty
	// Names are keys of actors or regions that words stand for, and Dates what words
	// mean as a date; both by Normalize of the words.
	Names map[string][]string
	Dates map[string]demand.Date
}

// Meaning is what one label means. As is one of the words of [SpanWords], [LinkWords] or
// [AttributeWords].
type Meaning struct {
	As         string
	Type       demand.ActorType  // of an actor that is made of a name
	CameoCode  string            // of a trigger's positions
	PloverCode string            // the same
	Turned     bool              // of a link: head and tail are the other way round
	Values     map[string]string // of an attribute: what values mean, by Normalize

	// Of a statement: the attributes that hold its parts, and the kinds of position
	// for agreement and disagreement.
	Person, Organization, Concept, Agreement string
	For, Against                             demand.PositionKind

	// Of a coding: the attributes that hold the codes of CAMEO.
	Source, Target, Code string
}

// Words of spans.
const (
	AsActor        = "actor"
	AsRegion       = "region"
	AsGeopolitical = "geopolitical" // an actor in an actor's role, else a region
	AsTopic        = "topic"
	AsEvent        = "event"
	AsContent      = "content"
	AsDate         = "date"
	AsStatement    = "statement" // of discourse network analysis: its attributes hold everything
	AsCoding       = "coding"    // of an event coder: its attributes hold codes of CAMEO
	AsIgnore       = "ignore"
)

// Words of links, beyond those of spans.
const (
	AsDemander    = "demander"
	AsOnBehalfOf  = "onBehalfOf"
	AsAccordingTo = "accordingTo"
	AsAddressee   = "addressee"
	AsTerm        = "term"
	AsDemand      = "demand"
	AsPlace       = "place" // where it was done or said
	AsOfferedBy   = "offeredBy"
	AsSame        = "sameAs"
)

// Words of attributes, beyond those of spans and links.
const (
	AsCertainty  = "certainty"
	AsNegation   = "negation"
	AsConfidence = "confidence"
	AsNote       = "note"
	AsIdentifier = "identifier"
)

var (
	// SpanWords are what a span's label can mean.
	SpanWords = slices.Concat([]string{AsActor, AsRegion, AsGeopolitical, AsTopic, AsEvent, AsContent, AsDate, AsStatement, AsCoding, AsIgnore},
		demand.EnumValues("PositionKind"), demand.EnumValues("TermKind"))
	// LinkWords are what a link's role can mean.
	LinkWords = slices.Concat([]string{AsDemander, AsOnBehalfOf, AsAccordingTo, AsAddressee, AsRegion, AsTopic, AsTerm, AsEvent, AsDate,
		AsDemand, AsContent, AsPlace, AsOfferedBy, AsSame, AsIgnore}, demand.EnumValues("PositionKind"))
	// AttributeWords are what an attribute can mean.
	AttributeWords = []string{AsCertainty, AsNegation, AsConfidence, AsDate, AsNote, AsIdentifier, AsIgnore}
)

// Position is the kind of position that a trigger or a direct link means, or "".
func (m Meaning) Position() demand.PositionKind {
	if demand.ValidEnum("PositionKind", m.As) {
		return demand.PositionKind(m.As)
	}
	return ""
}

// Term is the kind of term that a span means, or "".
func (m Meaning) Term() demand.TermKind {
	if demand.ValidEnum("TermKind", m.As) {
		return demand.TermKind(m.As)
	}
	return ""
}

// Meanings are meanings by label.
type Meanings struct {
	by     map[string]Meaning // by Normalize
	labels []string           // as the profile writes them, in its order
}

// Of is what a label means, and whether the profile says so.
func (m Meanings) Of(label string) (Meaning, bool) {
	found, ok := m.by[Normalize(label)]
	return found, ok
}

// OfRole is what a link's role means; digits at its end do not count unless the profile
// names the role with them.
func (m Meanings) OfRole(role string) (Meaning, bool) {
	if found, ok := m.Of(role); ok {
		return found, true
	}
	return m.Of(strings.TrimRightFunc(role, unicode.IsDigit))
}

// Nearest is the label of the profile that a person most likely meant by one that it
// does not have, or "": one of which two letters in three are the same, or that it holds.
func (m Meanings) Nearest(label string) string {
	near, _ := loaders.Nearest(label, m.labels)
	a, b := Normalize(label), Normalize(near)
	if b == "" || 3*levenshtein.ComputeDistance(a, b) > len([]rune(a)) && !strings.Contains(a, b) && !strings.Contains(b, a) {
		return ""
	}
	return near
}

// Labels are those of the profile, in its order.
func (m Meanings) Labels() []string { return slices.Clone(m.labels) }

// set gives a label its meaning, in place of one that it has.
func (m *Meanings) set(label string, is Meaning) {
	if m.by == nil {
		m.by = map[string]Meaning{}
	}
	at := Normalize(label)
	if _, had := m.by[at]; !had {
		m.labels = append(m.labels, label)
	}
	m.by[at] = is
}

// Normalize writes a label, or words, without case, hyphens, underscores and white space.
func Normalize(label string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, label)
}
