package native

import (
	"reflect"
	"strings"

	"demandgraph/demand"
)

// rule is what a tag says of a field.
type rule struct {
	name  string
	is    string // as the tag has it
	need  bool
	short bool
	doc   string
	index []int // of the struct field
}

// shape is the fields of a struct of the format, in order.
type shape struct {
	rules []rule
	names []string
	short int // index of the rule for a single value, or -1
}

func (s *shape) rule(name string) *rule {
	for i := range s.rules {
		if s.rules[i].name == name {
			return &s.rules[i]
		}
	}
	return nil
}

// ref gives the kind of node that the field refers to.
func (r *rule) ref() (demand.NodeKind, bool) {
	kind, ok := strings.CutPrefix(r.is, "ref ")
	return demand.NodeKind(kind), ok
}

// enum gives the name of the enum that the field's value is of.
func (r *rule) enum() (string, bool) { return strings.CutPrefix(r.is, "enum ") }

var documentType = reflect.TypeFor[document]()

// shapes holds the shape of every struct of the format.
var shapes = func() map[reflect.Type]*shape {
	all := map[reflect.Type]*shape{}
	addShape(all, documentType)
	return all
}()

func addShape(all map[reflect.Type]*shape, t reflect.Type) {
	if all[t] != nil {
		return
	}
	s := &shape{short: -1}
	all[t] = s
	for _, f := range reflect.VisibleFields(t) {
		name, ok := f.Tag.Lookup("field")
		if !ok {
			continue
		}
		r := rule{name: name, is: f.Tag.Get("is"), need: f.Tag.Get("need") == "yes", short: f.Tag.Get("short") == "yes",
			doc: f.Tag.Get("doc"), index: f.Index}
		if r.short {
			s.short = len(s.rules)
		}
		s.rules = append(s.rules, r)
		s.names = append(s.names, name)
		if of := structOf(f.Type); of != nil {
			addShape(all, of)
		}
	}
}

// structOf is the struct of the format that a field's type holds, one or a list, or nil.
func structOf(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	if _, ok := t.FieldByName("place"); !ok {
		return nil
	}
	return t
}
