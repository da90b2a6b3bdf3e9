package native

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demandgraph/loaders"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write the files that tests compare with anew")

func TestSchemaIsCurrent(t *testing.T) {
	made, err := makeSchema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("schema.json", made, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(made, Schema) {
		t.Error("schema.json is not what the format's structs say; run go generate ./loaders/native")
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	made, err := makeSchema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(made))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plain is a node as JSON has it; YAML's bare values are read as YAML 1.2 does.
func (n *node) plain() any {
	switch n.kind {
	case scalar:
		if n.number {
			var v any
			dec := json.NewDecoder(strings.NewReader(n.text))
			dec.UseNumber()
			if dec.Decode(&v) == nil && !dec.More() {
				return v
			}
		}
		return n.text
	case list:
		all := []any{}
		for _, item := range n.items {
			all = append(all, item.plain())
		}
		return all
	case mapping:
		all := map[string]any{}
		for _, f := range n.fields {
			all[f.name] = f.value.plain()
		}
		return all
	}
	return nil
}

// pieces parses the documents of a file.
func pieces(t *testing.T, src *loaders.Source) []*node {
	t.Helper()
	file, err := src.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := newSplitter(file, src.File)
	var all []*node
	for {
		p, err := s.next()
		if err != nil {
			return all
		}
		n, bad := parse(p)
		if bad != nil {
			t.Fatalf("%s:%d: %s", src.Path, bad.at.Line, bad.message)
		}
		if n != nil {
			all = append(all, n)
		}
	}
}

func TestGoodDocumentsMeetTheSchema(t *testing.T) {
	schema := compileSchema(t)
	files, err := filepath.Glob("testdata/good/*")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := filepath.Glob("../../examples/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, examples...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range pieces(t, loaders.Bytes(file, text)) {
			if err := schema.Validate(n.plain()); err != nil {
				t.Errorf("%s:%d: %v", file, n.at.Line, err)
			}
		}
	}
}

// TestSchemaAndLoaderAgree holds both against the same small documents.
func TestSchemaAndLoaderAgree(t *testing.T) {
	schema := compileSchema(t)
	const position = `positions: [{actor: a, kind: DEMANDS, demand: d`
	for _, test := range []struct {
		text string
		good bool
	}{
		{`actors: [{key: a, name: A, type: STATE}]`, true},
		{`actors: [{name: A, type: STATE}]`, false},
		{`actors: [{key: a, type: state}]`, false},
		{`actors: [{key: a, nam: A}]`, false},
		{`actors: [{key: A}]`, false},
		{`actors: {key: a}`, false},
		{`actors: [{key: a, aliases: b}]`, false},
		{`actors: [{key: a, iso3: RU}]`, false},
		{`actors: [{key: a, wikidataId: 159}]`, false},
		{`actors: [{key: a, replaces: true}]`, true},
		{`actors: [{key: a, replaces: 1}]`, false},
		{`actors: [{key: a, reviewed: false}]`, true},
		{`events: [{key: a, name: A, type: SUMMIT, reviewed: true}]`, true},
		{`topics: [{key: a, name: A, reviewed: maybe}]`, false},
		{`actors: [{key: a, description: null}]`, true},
		{`actors: [{key: null}]`, false},
		{`regions: [{key: a, geonamesId: 709716}]`, true},
		{`regions: [{key: a, location: {lat: 91, lon: 0}}]`, false},
		{`regions: [{key: a, location: {lat: 1}}]`, false},
		{`regions: [{key: a, partOf: [b, {region: c}]}]`, true},
		{`regions: [{key: a, partOf: [{key: c}]}]`, false},
		{`regions: [{key: a, boundary: {type: Polygon, coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]`, true},
		{`regions: [{key: a, boundary: {type: Circle, coordinates: [0, 0]}}]`, false},
		{`events: [{key: a, start: 2025, participants: [b]}]`, true},
		{`events: [{key: a, start: 15 August}]`, false},
		{`demands: [{key: a, cameoCode: "057", addressees: []}]`, true},
		{`demands: [{key: a, cameoCode: "5"}]`, false},
		{`demands: [{key: a, terms: [{kind: OTHERWISE, summary: S}]}]`, true},
		{`demands: [{key: a, terms: [{kind: OTHERWISE}]}]`, false},
		{position + `}]`, true},
		{position + `, date: 2025-08, order: 2, phase: AFTER, event: e}]`, true},
		{position + `, order: x}]`, false},
		{`positions: [{actor: a, kind: DEMANDS}]`, false},
		{`positions: [{position: p, date: 2025}]`, true},
		{`positions: [{position: p, actor: a}]`, false},
		{`article: {title: T}`, true},
		{`article: {publisher: P}`, false},
		{`{article: {key: a}, mentions: [{exact: E, actor: [a, b]}]}`, true},
		{`{article: {key: a}, mentions: [{exact: E}]}`, false},
		{`{article: {key: a}, positions: [{position: p, evidence: [{exact: E, confidence: 2}]}]}`, false},
		{`{article: {key: a}, positions: [{position: p, evidence: [{exact: E, occurrence: 0}]}]}`, false},
		{`[]`, false},
	} {
		src := loaders.Bytes("a.yaml", []byte(test.text))
		records := readAll(t, src)
		if good := len(records) == 1 && len(records[0].Problems) == 0; good != test.good {
			t.Errorf("%s: the loader takes it: %v; %v", test.text, good, records[0].Problems)
		}
		err := schema.Validate(pieces(t, src)[0].plain())
		if good := err == nil; good != test.good {
			t.Errorf("%s: the schema takes it: %v; %v", test.text, good, err)
		}
	}
}
