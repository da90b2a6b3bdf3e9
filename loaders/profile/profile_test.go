package profile

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"
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
		t.Error("schema.json is not what the reader reads; run go generate ./loaders/profile")
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

// valid tells what the schema says of a profile; YAML's values are made JSON's.
func valid(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(plain(v))
	if err != nil {
		t.Fatal(err)
	}
	if v, err = jsonschema.UnmarshalJSON(bytes.NewReader(raw)); err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

// plain writes dates, which YAML reads as instants, as text again.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = plain(v[k])
		}
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case interface{ Format(string) string }:
		return v.Format("2006-01-02")
	}
	return v
}

func TestReadyProfiles(t *testing.T) {
	schema := compileSchema(t)
	for _, name := range Ready() {
		text, err := Text(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if err := valid(t, schema, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		p, _ := ByName(name)
		if p.Name != name || p.Description == "" {
			t.Errorf("%s calls itself %q, %q", name, p.Name, p.Description)
		}
	}
	if _, err := ByName("defualt"); err == nil || !strings.Contains(err.Error(), `did you mean "default"`) {
		t.Error(err)
	}
}

// The table of the default profile: what people call things is what they mean.
func TestDefault(t *testing.T) {
	p := Default()
	for _, c := range []struct{ label, want string }{
		{"ACTOR", "actor"}, {"per", "actor"}, {"Organization", "actor"}, {"NORP", "actor"}, {"LOC", "region"}, {"Facility", "region"},
		{"GPE", "geopolitical"}, {"country", "geopolitical"}, {"TOPIC", "topic"}, {"Request", "DEMANDS"}, {"APPEAL", "DEMANDS"},
		{"reiterate", "REITERATES"}, {"Refuse", "REJECTS"}, {"Breach", "BREACHES"}, {"WITHDRAW", "DROPS"}, {"Abstain", "ABSTAINS"},
		{"Offer", "IN_EXCHANGE_FOR"}, {"PRECONDITION", "PRECONDITION_FOR"}, {"threat", "OTHERWISE"}, {"CONTENT", "content"}, {"DATE", "date"},
	} {
		if is, ok := p.Spans.Of(c.label); !ok || is.As != c.want {
			t.Errorf("span %s means %q, want %q", c.label, is.As, c.want)
		}
	}
	for _, c := range []struct{ role, want string }{
		{"Demander", "demander"}, {"Agent", "demander"}, {"on-behalf_of", "onBehalfOf"}, {"ON BEHALF OF", "onBehalfOf"}, {"Reporter", "accordingTo"},
		{"Addressee2", "addressee"}, {"Recipient", "addressee"}, {"Region", "region"}, {"Term", "term"}, {"Demand", "demand"}, {"Rejects", "REJECTS"},
	} {
		if is, ok := p.Links.OfRole(c.role); !ok || is.As != c.want {
			t.Errorf("role %s means %q, want %q", c.role, is.As, c.want)
		}
	}
	if is, ok := p.Spans.Of("PERSON"); !ok || is.Type != "PERSON" {
		t.Errorf("a person is of type %q", is.Type)
	}
	if _, ok := p.Spans.Of("Demand2"); ok {
		t.Error("digits count in labels of spans")
	}
	if near := p.Spans.Nearest("Demnad"); near != "Demand" {
		t.Errorf("near Demnad is %q", near)
	}
}

func TestRead(t *testing.T) {
	p, err := Read(strings.NewReader(`
extends: default
name: ours
spans:
  Speaker: {as: actor, type: PERSON}
  actor: ignore
links:
  Says: {as: demander, turned: true}
  Addressee2: onBehalfOf
attributes:
  Source: {as: certainty, values: {Hear-say: REPORTED}}
constants: {certainty: INFERRED}
names: {Our Side: ruritania, both sides: [ruritania, borduria]}
dates: {last Tuesday: 2031-03-11}
`), "ours.yaml")
	if err != nil {
		t.Fatal(err)
	}
	actor, _ := p.Spans.Of("ACTOR")
	demand, _ := p.Spans.Of("Demand")
	says, _ := p.Links.OfRole("Says")
	second, _ := p.Links.OfRole("addressee_2")
	third, _ := p.Links.OfRole("Addressee3")
	source, _ := p.Attributes.Of("source")
	if actor.As != AsIgnore || demand.As != "DEMANDS" || !says.Turned || second.As != AsOnBehalfOf || third.As != AsAddressee ||
		source.Values[Normalize("hearsay")] != "REPORTED" || p.Certainty != "INFERRED" || len(p.Names["bothsides"]) != 2 || p.Dates["lasttuesday"].String() != "2031-03-11" {
		t.Errorf("%+v", p)
	}
}

// badProfiles are refused by the reader, and by the schema where it can say so.
var badProfiles = []struct {
	text, want string
	schema     bool
}{
	{"spans: {Speaker: acter}", `"acter" is no meaning; did you mean "actor"?`, true},
	{"spans: {Speaker: demander}", `"demander" is no meaning`, true},
	{"spans: {Speaker: {type: PERSON}}", "as is missing", true},
	{"spans: {Speaker: {as: actor, type: HUMAN}}", `type is "HUMAN"`, true},
	{"spans: {Speaker: {as: region, type: PERSON}}", "type is that of an actor", false},
	{"spans: {Speaker: {as: actor, colour: red}}", `has no field "colour"`, true},
	{"spans: {Speaker: [actor]}", "is a word or a mapping", true},
	{"spans: {Speaker: actor, speaker: region}", "are the same label", false},
	{"spans: {'--': actor}", "has no letters", false},
	{"spans: {Claim: {as: DEMANDS, cameoCode: '1'}}", "is no such code", true},
	{"spans: {Claim: {as: actor, cameoCode: '10'}}", "goes with a kind of position", false},
	{"spans: {S: {as: statement, person: p}}", "a statement needs concept", false},
	{"spans: {S: {as: actor, person: p}}", "goes with the word statement", false},
	{"spans: actor", "spans is a mapping", true},
	{"span: {A: actor}", `has no field "span"; did you mean "spans"?`, true},
	{"links: {A: {as: demander, turned: 1}}", "turned is true or false", true},
	{"attributes: {A: {as: certainty, values: {x: MAYBE}}}", `certainty is "MAYBE"`, false},
	{"attributes: {A: {as: negation, values: {x: perhaps}}}", "true or false", false},
	{"constants: {certainty: MAYBE}", `certainty is "MAYBE"`, true},
	{"constants: {colour: red}", `has no field "colour"`, true},
	{"names: {us: Rurit ania}", "only a-z, 0-9", true},
	{"dates: {Tuesday: soon}", "dates:", true},
	{"extends: none", `no profile "none"`, true},
	{"extends: default\nextends: ner", "is there twice", false},
	{"- actor", "a profile is a mapping", true},
}

func TestBadProfiles(t *testing.T) {
	schema := compileSchema(t)
	for _, c := range badProfiles {
		_, err := Read(strings.NewReader(c.text), "p.yaml")
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "p.yaml:") {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
		if c.schema {
			if err := valid(t, schema, []byte(c.text)); err == nil {
				t.Errorf("the schema accepts %s", c.text)
			}
		}
	}
}

// What is suggested for any labels is a profile that knows all of them.
func TestSuggest(t *testing.T) {
	schema := compileSchema(t)
	label := rapid.OneOf(rapid.SampledFrom(append(Default().Spans.Labels(), "Demnad", "yes", "12", "a: b", "#x", "Ляля")), rapid.StringN(1, 12, -1))
	rapid.Check(t, func(r *rapid.T) {
		counts := rapid.MapOfN(label, rapid.IntRange(1, 9), 0, 6)
		f := Found{Documents: 2, Spans: counts.Draw(r, "spans"), Links: counts.Draw(r, "links"), Attributes: counts.Draw(r, "attributes")}
		text := Suggest("first", f)
		p, err := Read(bytes.NewReader(text), "first.yaml")
		if err != nil {
			r.Fatalf("%v\n%s", err, text)
		}
		if err := valid(t, schema, text); err != nil {
			r.Fatalf("%v\n%s", err, text)
		}
		for l := range f.Spans {
			if _, ok := p.Spans.Of(l); !ok && Normalize(l) != "" {
				r.Fatalf("span %q is not in\n%s", l, text)
			}
		}
	})
	got := string(Suggest("first", Found{Documents: 1, Spans: map[string]int{"ACTOR": 3, "Demnad": 2, "Weather": 1}, Triggers: map[string]int{"Demnad": 2},
		Links: map[string]int{"Addressee2": 1}, Attributes: map[string]int{"Certainty": 2}, Values: map[string]map[string]int{"Certainty": {"REPORTED": 2}}}))
	const want = `# Written for the labels of 1 document. Look at every line that ends in a question mark.
name: first

spans:
  ACTOR: actor  # 3
  Demnad: DEMANDS  # 2, as Demand?, 2 events
  Weather: ignore  # 1, not known: what is it?

links:
  Addressee2: addressee  # 1

attributes:
  Certainty: certainty  # 2: REPORTED 2
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}
