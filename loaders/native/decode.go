package native

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/loaders"
)

// maxProblems bounds what is reported of one document.
const maxProblems = 100

// fault is something wrong at a place of a document.
type fault struct {
	at      loaders.Place
	message string
}

// decoder reads nodes into the structs of the format and collects everything that
// does not fit.
type decoder struct {
	faults []fault
}

func (d *decoder) fault(at loaders.Place, format string, args ...any) {
	d.faults = append(d.faults, fault{at, fmt.Sprintf(format, args...)})
}

// document reads a whole document; what did not fit is left out of it.
func (d *decoder) document(n *node) *document {
	doc := &document{}
	if n.kind != mapping {
		d.fault(n.at, "a document is a mapping of fields such as article, actors and positions, not %s", n.kind)
		doc.at = n.at
		return doc
	}
	d.mapping(n, reflect.ValueOf(doc).Elem())
	return doc
}

// mapping reads the fields of a struct.
func (d *decoder) mapping(n *node, v reflect.Value) {
	s := shapes[v.Type()]
	fieldAddr(v).(placed).stand(n.at)
	if n.kind == scalar && s.short >= 0 {
		r := &s.rules[s.short]
		d.value(n, v.FieldByIndex(r.index), r)
		return
	}
	if n.kind != mapping {
		d.fault(n.at, "this should be a mapping with %s, not %s", someOf(s.names), n.kind)
		return
	}
	seen := make(map[string]loaders.Place, len(n.fields))
	for i := range n.fields {
		f := &n.fields[i]
		if first, again := seen[f.name]; again {
			d.fault(f.at, "%s is given twice, first in line %d", f.name, first.Line)
			continue
		}
		seen[f.name] = f.at
		r := s.rule(f.name)
		if r == nil {
			if near := suggestion(f.name, s.names); f.value.kind == null && n.yaml && strings.Contains(f.name, " ") {
				d.fault(f.at, "%q is no field; put quotes around text that has a comma in it", f.name)
			} else {
				d.fault(f.at, "unknown field %q%s", f.name, near)
			}
			continue
		}
		if f.value.kind != null {
			d.value(f.value, v.FieldByIndex(r.index), r)
		} else if r.need {
			d.fault(f.at, "%s has no value", r.name)
		}
	}
	for i := range s.rules {
		if _, given := seen[s.rules[i].name]; s.rules[i].need && !given {
			d.fault(n.at, "%s is missing", s.rules[i].name)
		}
	}
}

// value reads one field.
func (d *decoder) value(n *node, v reflect.Value, r *rule) {
	switch to := fieldAddr(v).(type) {
	case *word:
		*to = d.word(n, r)
	case *words:
		*to = d.words(n, r)
	case *keys:
		if n.kind == list {
			*to = keys(d.words(n, r))
		} else {
			*to = keys{d.word(n, r)}
		}
	case *date:
		d.date(n, to, r)
	case *number:
		d.number(n, to, r)
	case *integer:
		d.integer(n, to, r)
	case *yesNo:
		*to = yesNo(d.yes(n, r))
	case *answer:
		is := d.yes(n, r)
		*to = answer{&is, n.at}
	case *geometry:
		d.geometry(n, to, r)
	default:
		d.structs(n, v, r)
	}
}

func (d *decoder) yes(n *node, r *rule) bool {
	if n.kind != scalar || n.text != "true" && n.text != "false" {
		d.fault(n.at, "%s is true or false, not %s", r.name, n.shown())
	}
	return n.text == "true"
}

// fieldAddr gives the address of a field of the format's structs.
func fieldAddr(v reflect.Value) any { return v.Addr().Interface() }

// structs reads a struct or a list of them.
func (d *decoder) structs(n *node, v reflect.Value, r *rule) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		d.mapping(n, v.Elem())
		return
	}
	if n.kind != list {
		d.fault(n.at, "%s is a list, not %s%s", r.name, n.kind, oneInBrackets(n))
		return
	}
	all := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	for i, item := range n.items {
		d.mapping(item, all.Index(i))
	}
	v.Set(all)
}

func oneInBrackets(n *node) string {
	if n.kind == scalar {
		return ": write [" + clip(n.text) + "]"
	}
	return `: write "- " before it`
}

func (d *decoder) words(n *node, r *rule) words {
	if n.kind != list {
		d.fault(n.at, "%s is a list, not %s%s", r.name, n.kind, oneInBrackets(n))
		return nil
	}
	var all words
	for _, item := range n.items {
		if w := d.word(item, r); w.text != "" {
			all = append(all, w)
		}
	}
	return all
}

// word reads a single value and checks its form.
func (d *decoder) word(n *node, r *rule) word {
	w := word{text: n.text, at: n.at}
	if n.kind != scalar {
		d.fault(n.at, "%s is a single value, not %s", r.name, n.kind)
		return word{at: n.at}
	}
	if enum, ok := r.enum(); ok {
		if !demand.ValidEnum(enum, n.text) {
			values := demand.EnumValues(enum)
			d.fault(n.at, "%s is %s%s", r.name, n.shown(), suggestion(n.text, values))
			return word{at: n.at}
		}
		return w
	}
	form, limited := patterns[r.is]
	if _, ref := r.ref(); ref {
		form, limited = patterns["key"], true
	}
	if n.number && !n.yaml && !form.bare {
		d.fault(n.at, "%s is text, not the bare value %s: put it in quotes", r.name, n.text)
		return word{at: n.at}
	}
	if limited && !form.match.MatchString(n.text) {
		d.fault(n.at, "%s is %s, not %s", r.name, n.shown(), form.want)
		return word{at: n.at}
	}
	return w
}

func (d *decoder) date(n *node, to *date, r *rule) {
	to.at = n.at
	if n.kind != scalar {
		d.fault(n.at, "%s is a date such as 2025-08-15, not %s", r.name, n.kind)
		return
	}
	when, err := demand.ParseDate(n.text)
	if err != nil {
		d.fault(n.at, "%s: %v", r.name, err)
		return
	}
	to.Date = when
}

func (d *decoder) number(n *node, to *number, r *rule) {
	to.at = n.at
	f, err := strconv.ParseFloat(n.text, 64)
	if n.kind != scalar || !n.number || err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		d.fault(n.at, "%s is a number, not %s", r.name, n.shown())
		return
	}
	if b, ok := bounds[r.is]; ok && (f < b.min || f > b.max) {
		d.fault(n.at, "%s is %s, but goes from %v to %v", r.name, n.text, b.min, b.max)
		return
	}
	to.value = &f
}

func (d *decoder) integer(n *node, to *integer, r *rule) {
	to.at = n.at
	i, err := strconv.Atoi(n.text)
	if n.kind != scalar || !n.number || err != nil {
		d.fault(n.at, "%s is a whole number, not %s", r.name, n.shown())
		return
	}
	if b, ok := bounds[r.is]; ok && (float64(i) < b.min || float64(i) > b.max) {
		d.fault(n.at, "%s is %d, but is at least %v", r.name, i, b.min)
		return
	}
	to.value = &i
}

// shown is a node's value for messages.
func (n *node) shown() string {
	if n.kind == scalar {
		return strconv.Quote(clip(n.text))
	}
	return n.kind.String()
}

// clip shortens a text for a message.
func clip(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

// suggestion names the nearest name, or where none is near those there are.
func suggestion(name string, names []string) string {
	if near := loaders.DidYouMean(name, names); near != "" {
		return near
	}
	return "; there is " + someOf(names)
}

func someOf(names []string) string {
	if len(names) > 1 {
		return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	}
	return strings.Join(names, "")
}
