package profile

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Found are the labels that documents have, with how often each occurs.
type Found struct {
	Documents  int
	Spans      map[string]int
	Triggers   map[string]int // of Spans, those that the format marks as what happens
	Links      map[string]int
	Attributes map[string]int
	Values     map[string]map[string]int // of attributes, by attribute and value
}

// Suggest writes a first profile for labels that were found: what the default profile
// makes of those it knows, the meaning of the nearest label that it knows as a guess, and
// ignore for the rest, each with its count for a person to decide.
func Suggest(name string, found Found) []byte {
	known := Default()
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Written for the labels of %s. Look at every line that ends in a question mark.\n", count(found.Documents, "document"))
	fmt.Fprintf(&b, "name: %s\n", quoted(name))
	section(&b, "spans", found.Spans, func(label string) (Meaning, string) {
		is, note := suggest(known.Spans, label, known.Spans.Of)
		if found.Triggers[label] > 0 {
			note += fmt.Sprintf(", %s", count(found.Triggers[label], "event"))
			if is.As == AsIgnore {
				note += ": a kind of position"
			}
		}
		return is, note
	})
	section(&b, "links", found.Links, func(label string) (Meaning, string) { return suggest(known.Links, label, known.Links.OfRole) })
	section(&b, "attributes", found.Attributes, func(label string) (Meaning, string) {
		is, note := suggest(known.Attributes, label, known.Attributes.Of)
		return is, note + values(found.Values[label])
	})
	return b.Bytes()
}

func section(b *bytes.Buffer, name string, counts map[string]int, meaning func(string) (Meaning, string)) {
	if len(counts) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s:\n", name)
	written := map[string]bool{}
	for _, label := range byCount(counts) {
		if written[Normalize(label)] || Normalize(label) == "" {
			continue // the same label in another case
		}
		written[Normalize(label)] = true
		n := 0
		for other, c := range counts {
			if Normalize(other) == Normalize(label) {
				n += c
			}
		}
		is, note := meaning(label)
		fmt.Fprintf(b, "  %s: %s  # %d%s\n", quoted(label), is.text(), n, note)
	}
}

// suggest gives a label its meaning in a profile, or a guess with a question mark.
func suggest(known Meanings, label string, of func(string) (Meaning, bool)) (Meaning, string) {
	if is, ok := of(label); ok {
		return is, ""
	}
	if near := known.Nearest(label); near != "" {
		is, _ := known.Of(near)
		return is, fmt.Sprintf(", as %s?", near)
	}
	return Meaning{As: AsIgnore}, ", not known: what is it?"
}

// text writes a meaning as a profile has it.
func (m Meaning) text() string {
	var parts []string
	for _, f := range [][2]string{{"person", m.Person}, {"organization", m.Organization}, {"concept", m.Concept}, {"agreement", m.Agreement},
		{"for", string(m.For)}, {"against", string(m.Against)}, {"source", m.Source}, {"target", m.Target}, {"code", m.Code}} {
		if f[1] != "" {
			parts = append(parts, f[0]+": "+f[1])
		}
	}
	if m.Type != "" {
		parts = append(parts, "type: "+string(m.Type))
	}
	if len(m.Values) > 0 {
		var all []string
		for _, v := range slices.Sorted(mapKeys(m.Values)) {
			all = append(all, quoted(v)+": "+m.Values[v])
		}
		parts = append(parts, "values: {"+strings.Join(all, ", ")+"}")
	}
	if len(parts) == 0 {
		return m.As
	}
	return "{as: " + m.As + ", " + strings.Join(parts, ", ") + "}"
}

func mapKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// maxValues is how many values of an attribute are shown.
const maxValues = 8

func values(counts map[string]int) string {
	var shown []string
	for i, v := range byCount(counts) {
		if i == maxValues {
			shown = append(shown, "…")
			break
		}
		shown = append(shown, fmt.Sprintf("%s %d", quoted(v), counts[v]))
	}
	if len(shown) == 0 {
		return ""
	}
	return ": " + strings.Join(shown, ", ")
}

// byCount sorts labels by their counts, the highest first.
func byCount(counts map[string]int) []string {
	var all []string
	for label := range counts {
		all = append(all, label)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	return all
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

var plainLabel = regexp.MustCompile(`^[\pL][\pL\d_./-]*( [\pL\d_./-]+)*$`)

// quoted writes a text as YAML needs it: in quotes unless it is plain words.
func quoted(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
	default:
		if plainLabel.MatchString(s) {
			return s
		}
	}
	return strconv.Quote(s)
}
