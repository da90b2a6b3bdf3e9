package records

import (
	"strconv"
	"strings"

	"demandgraph/loaders"
)

// Kind is what a JSON value is.
type Kind uint8

// The kinds.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// String is the name of the kind, for messages.
func (k Kind) String() string {
	return [...]string{"null", "true or false", "a number", "a text", "a list", "an object"}[k]
}

// Value is a JSON value and where it stands. The methods work on nil too, which
// is a value that is not there.
type Value struct {
	Kind   Kind
	Text   string // of a string; a number and a truth value as they are written
	Items  []*Value
	Fields []Field // in the order of the file
	loaders.Place
}

// Field is a field of an object.
type Field struct {
	Name string
	*Value
}

// Get is a field of an object; nil where there is none or it is null.
func (v *Value) Get(name string) *Value {
	if v == nil {
		return nil
	}
	for i := range v.Fields {
		if v.Fields[i].Name == name && v.Fields[i].Kind != Null {
			return v.Fields[i].Value
		}
	}
	return nil
}

// At is the value at a path of names with dots between them, such as meta.url.
func (v *Value) At(path string) *Value {
	for _, name := range strings.Split(path, ".") {
		v = v.Get(name)
	}
	return v
}

// Is tells whether a value is there and of a kind.
func (v *Value) Is(k Kind) bool { return v != nil && v.Kind == k }

// Str is the text of a string; "" for anything else.
func (v *Value) Str() string {
	if v.Is(String) {
		return v.Text
	}
	return ""
}

// Scalar is the text of a string, number or truth value; "" for anything else.
func (v *Value) Scalar() string {
	if v == nil {
		return ""
	}
	return v.Text
}

// Int is a whole number.
func (v *Value) Int() (int, bool) {
	if !v.Is(Number) {
		return 0, false
	}
	n, err := strconv.Atoi(v.Text)
	return n, err == nil
}

// Float is a number.
func (v *Value) Float() (float64, bool) {
	if !v.Is(Number) {
		return 0, false
	}
	f, err := strconv.ParseFloat(v.Text, 64)
	return f, err == nil
}

// True tells whether the value is true.
func (v *Value) True() bool { return v.Is(Bool) && v.Text == "true" }

// List is the items of a list, none for anything else.
func (v *Value) List() []*Value {
	if v == nil {
		return nil
	}
	return v.Items
}

// Strings are the texts of a list of strings or of a single string.
func (v *Value) Strings() []string {
	if v.Is(String) {
		return []string{v.Text}
	}
	var all []string
	for _, item := range v.List() {
		if item.Kind == String {
			all = append(all, item.Text)
		}
	}
	return all
}

// Where is the place of a value; the zero Place where it is not there.
func (v *Value) Where() loaders.Place {
	if v == nil {
		return loaders.Place{}
	}
	return v.Place
}

// What says what a value is, for messages: its kind, and its text where that is short.
func (v *Value) What() string {
	switch {
	case v == nil:
		return "missing"
	case v.Kind == String && len(v.Text) <= 40:
		return strconv.Quote(v.Text)
	case v.Kind == Number, v.Kind == Bool:
		return v.Text
	}
	return v.Kind.String()
}
