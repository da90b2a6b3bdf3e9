package native

import (
	_ "embed"
	"encoding/json"
	"reflect"
	"slices"

	"demandgraph/demand"
)

//go:generate go test -run TestSchemaIsCurrent -update .

// Schema is the JSON Schema (2020-12) of a document, for editors and for programs
// that write documents. It is made from the tags in wire.go.
//
//go:embed schema.json
var Schema []byte

// schemaObject is a JSON object in the making; its fields are written in the order of their names.
type schemaObject = map[string]any

// makeSchema makes the schema out of the shapes that the decoder reads by.
func makeSchema() ([]byte, error) {
	s := &schemaMaker{definitions: schemaObject{}}
	root := s.object(documentType)
	s.combine(root, documentType)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Annotated article of the demand graph"
	root["description"] = "One article with what it shows: who demanded what of whom, in which words. Without an article, reference data."
	root["$defs"] = s.definitions
	text, err := json.MarshalIndent(root, "", "  ")
	return append(text, '\n'), err
}

type schemaMaker struct{ definitions schemaObject }

// object is the schema of a struct written as a mapping.
func (s *schemaMaker) object(t reflect.Type) schemaObject {
	properties, needed := schemaObject{}, []string{}
	for _, r := range shapes[t].rules {
		value := s.field(t.FieldByIndex(r.index).Type, &r)
		value["description"] = r.doc
		properties[r.name] = value
		if r.need {
			needed = append(needed, r.name)
		} else {
			orNull(value)
		}
	}
	o := schemaObject{"type": "object", "properties": properties, "additionalProperties": false}
	if len(needed) > 0 {
		o["required"] = needed
	}
	return o
}

// orNull lets a field that may be left out stand there without a value.
func orNull(value schemaObject) {
	if types, ok := value["type"]; ok {
		if one, ok := types.(string); ok {
			types = []string{one}
		}
		value["type"] = append(slices.Clone(types.([]string)), "null")
		if values, ok := value["enum"].([]any); ok {
			value["enum"] = append(slices.Clone(values), nil)
		}
		return
	}
	choices, _ := value["anyOf"].([]any)
	if ref, ok := value["$ref"]; ok {
		delete(value, "$ref")
		choices = []any{schemaObject{"$ref": ref}}
	}
	value["anyOf"] = append(choices, schemaObject{"type": "null"})
}

// field is the schema of a field's value.
func (s *schemaMaker) field(t reflect.Type, r *rule) schemaObject {
	if of := structOf(t); of != nil {
		ref := schemaObject{"$ref": "#/$defs/" + s.define(of)}
		if t.Kind() == reflect.Slice {
			return schemaObject{"type": "array", "items": ref}
		}
		return ref
	}
	switch t {
	case reflect.TypeFor[word]():
		return s.word(r)
	case reflect.TypeFor[words]():
		return schemaObject{"type": "array", "items": s.word(r)}
	case reflect.TypeFor[keys]():
		return schemaObject{"anyOf": []any{s.word(r), schemaObject{"type": "array", "items": s.word(r)}}}
	case reflect.TypeFor[date]():
		return schemaObject{"type": []string{"string", "integer"}, "pattern": datePattern}
	case reflect.TypeFor[yesNo](), reflect.TypeFor[answer]():
		return schemaObject{"type": "boolean"}
	case reflect.TypeFor[geometry]():
		return s.geometry()
	}
	number := schemaObject{"type": "number"}
	if t == reflect.TypeFor[integer]() {
		number["type"] = "integer"
	}
	if b, ok := bounds[r.is]; ok {
		number["minimum"] = b.min
		if b.max < 1<<31 {
			number["maximum"] = b.max
		}
	}
	return number
}

// word is the schema of a single value.
func (s *schemaMaker) word(r *rule) schemaObject {
	if enum, ok := r.enum(); ok {
		var values []any
		for _, v := range demand.EnumValues(enum) {
			values = append(values, v)
		}
		return schemaObject{"type": "string", "enum": values}
	}
	form, limited := patterns[r.is]
	if _, ref := r.ref(); ref {
		form, limited = patterns["key"], true
	}
	switch {
	case !limited:
		return schemaObject{"type": "string"}
	case form.bare:
		return schemaObject{"type": []string{"string", "integer"}, "pattern": form.match.String()}
	}
	return schemaObject{"type": "string", "pattern": form.match.String()}
}

func (s *schemaMaker) geometry() schemaObject {
	return schemaObject{
		"type": "object", "required": []string{"type", "coordinates"}, "additionalProperties": false,
		"properties": schemaObject{
			"type":        schemaObject{"enum": geometryTypes},
			"coordinates": schemaObject{"type": "array"},
		},
	}
}

// define adds the schema of a struct to the definitions and gives its name.
func (s *schemaMaker) define(t reflect.Type) string {
	name := t.Name()
	if name == "wanted" {
		name = "demand" // the word is taken in Go
	}
	if _, done := s.definitions[name]; done {
		return name
	}
	s.definitions[name] = schemaObject{} // while it is made
	o := s.object(t)
	s.combine(o, t)
	if short := shapes[t].short; short >= 0 {
		long := o
		o = schemaObject{"anyOf": []any{s.word(&shapes[t].rules[short]), long}}
	}
	s.definitions[name] = o
	return name
}

// combine adds what fields must stand together.
func (s *schemaMaker) combine(o schemaObject, t reflect.Type) {
	oneOf := func(names ...string) []any {
		var all []any
		for _, name := range names {
			all = append(all, schemaObject{"required": []string{name}})
		}
		return all
	}
	switch t {
	case reflect.TypeFor[position]():
		o["oneOf"] = []any{
			schemaObject{"required": []string{"actor", "kind", "demand"}, "not": schemaObject{"required": []string{"position"}}},
			schemaObject{"required": []string{"position"}, "not": schemaObject{"anyOf": oneOf(describing...)}},
		}
	case reflect.TypeFor[mention]():
		o["anyOf"] = oneOf("actor", "region", "topic")
	case reflect.TypeFor[article]():
		o["anyOf"] = oneOf("key", "url", "title")
	}
}

// describing are the fields that describe an act; they do not go with position.
var describing = []string{"key", "actor", "for", "kind", "demand", "accordingTo", "event", "phase", "place"}
