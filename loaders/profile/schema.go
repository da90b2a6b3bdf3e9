package profile

import (
	_ "embed"
	"encoding/json"

	"demandgraph/demand"
)

//go:generate go test -run TestSchemaIsCurrent -update .

// Schema is the JSON Schema (2020-12) of a profile, for editors.
//
//go:embed schema.json
var Schema []byte

type object = map[string]any

// makeSchema makes the schema out of the words and fields that the reader reads.
func makeSchema() ([]byte, error) {
	text := object{"type": "string"}
	date := object{"type": []string{"string", "integer"}, "pattern": `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`}
	key := object{"type": "string", "pattern": `^[a-z0-9-]{1,160}$`}
	code := func(pattern string) object { return object{"type": "string", "pattern": pattern} }
	enum := func(name string) object { return object{"enum": demand.EnumValues(name)} }
	fieldsOf := map[string]object{
		"type": enum("ActorType"), "cameoCode": code(cameoPattern), "ploverCode": code(ploverPattern),
		"turned": {"type": "boolean"}, "person": text, "organization": text, "concept": text, "agreement": text,
		"source": text, "target": text, "code": text,
		"for": enum("PositionKind"), "against": enum("PositionKind"),
		"values": {"type": "object", "additionalProperties": object{"type": []string{"string", "boolean"}}},
	}
	meanings := func(words, fields []string, doc string) object {
		properties := object{"as": object{"enum": words}}
		for _, f := range fields[1:] {
			properties[f] = fieldsOf[f]
		}
		long := object{"type": "object", "required": []string{"as"}, "additionalProperties": false, "properties": properties}
		return object{"type": []string{"object", "null"}, "description": doc, "additionalProperties": object{"anyOf": []any{object{"enum": words}, long}}}
	}
	schema := object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "Profile of labels", "description": "What the labels of annotated articles mean.",
		"type": []string{"object", "null"}, "additionalProperties": false,
		"properties": object{
			"$schema":     object{"type": "string", "description": "Address of the JSON Schema, for editors; not read."},
			"name":        object{"type": []string{"string", "null"}, "description": "What the profile is called."},
			"description": object{"type": []string{"string", "null"}, "description": "Whose labels these are."},
			"extends":     object{"enum": Ready(), "description": "A ready profile whose meanings hold where this one is silent."},
			"spans":       meanings(SpanWords, spanFields, "What labels of spans mean."),
			"links":       meanings(LinkWords, linkFields, "What roles of links and of events' arguments mean."),
			"attributes":  meanings(AttributeWords, attributeFields, "What attributes of spans and links mean."),
			"constants": object{"type": []string{"object", "null"}, "additionalProperties": false, "description": "What holds where the annotation says nothing.",
				"properties": object{"certainty": enum("Certainty")}},
			"names": object{"type": []string{"object", "null"}, "description": "Keys of actors or regions that words stand for.",
				"additionalProperties": object{"anyOf": []any{key, object{"type": "array", "items": key}}}},
			"dates": object{"type": []string{"object", "null"}, "description": "What words mean as a date.", "additionalProperties": date},
		},
	}
	out, err := json.MarshalIndent(schema, "", "  ")
	return append(out, '\n'), err
}
