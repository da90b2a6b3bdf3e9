package annotated

import (
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

func TestProfileRules(t *testing.T) {
	is, err := profile.Read(strings.NewReader(`
extends: default
name: ours
names: {it: ruritania, both: [ruritania, borduria]}
dates: {Later: 2031-03}
constants: {certainty: INFERRED}
`), "ours.yaml")
	if err != nil {
		t.Fatal(err)
	}
	index := &linking.Index{}
	for _, name := range []string{"Ruritania", "Borduria"} {
		index.Add(linking.Known{Kind: demand.KindActor, Key: strings.ToLower(name), Name: name, Type: "STATE"}, linking.FromImport)
	}
	d := load(t, is, index, nil, speech+`
span p Actor it
span d Demand demanded
span c Content the_valley
span t Date Later
link d Demander p
link d Content c
link d Date t`)[0]
	const want = "demand «the valley»\nruritania DEMANDS «the valley» on 2031-03 INFERRED"
	if got := told(d); got != want || len(d.Actors) > 0 {
		t.Errorf("got\n%s\n%v %v", got, d.Actors, d.warnings)
	}
}

func TestStatements(t *testing.T) {
	is, err := profile.ByName("dna")
	if err != nil {
		t.Fatal(err)
	}
	d := load(t, is, nil, nil, `
text Senator Smith said that caps will work . Jones said they will not .
meta url https://news.example/2
meta publishedAt 2005-04-12
span s DNA_Statement Smith_said_that_caps_will_work person=Smith organization=Senate concept=Caps_work agreement=1
span u DNA_Statement Jones_said_they_will_not person= organization=Jones_Inc. concept=Caps_work agreement=0
span v DNA_Statement will_work person=Smith concept= agreement=1
span w DNA_Statement will_not person=Smith organization= concept=Caps_work
span n Annotation Senator note=x
`)[0]
	const want = `demand «Caps work»
smith SUPPORTS «Caps work» for senate on 2005-04-12
jones-inc OPPOSES «Caps work» on 2005-04-12`
	if got := told(d); got != want || len(d.problems) > 0 {
		t.Errorf("got\n%s\n%v", got, d.problems)
	}
	if d.Demands[0].Key != "caps-work" || d.Actors[0].Type != demand.ActorTypePerson || len(d.Actors[0].Aliases) > 0 {
		t.Errorf("%+v %+v", d.Demands[0], d.Actors[0])
	}
	for _, w := range []string{"without a concept", "without agreement", "labelled Annotation"} {
		if !strings.Contains(strings.Join(d.warnings, "\n"), w) {
			t.Errorf("no warning of %q in %q", w, d.warnings)
		}
	}
	if bad := load(t, is, nil, nil, "text Smith\nspan s DNA_Statement Smith person=Smith concept=x agreement=3")[0]; len(bad.problems) != 1 {
		t.Errorf("agreement 3: %q", bad.problems)
	}
}

func TestReadyProfiles(t *testing.T) {
	for _, c := range []struct{ profile, text, want string }{
		{"ace", `
text Ana Kovac demanded talks in Zenda with Borduria .
meta url https://news.example/3
span p PER Ana_Kovac
span e Contact.RequestAdvise demanded
span g GPE Zenda
span b GPE Borduria
span t Topic talks
link e Communicator p
link e Recipient b
link e Place g`, "demand «Ana Kovac demanded talks in Zenda with Borduria .» of borduria made\nana-kovac DEMANDS «Ana Kovac demanded talks in Zenda with Borduria .» in zenda"},
		{"plover", `
text Ruritania asked Borduria for talks .
meta url https://news.example/4
span s SRC Ruritania
span e REQUEST asked
span t TAR Borduria
link e SRC s
link e TAR t`, "demand «Ruritania asked Borduria for talks .» of borduria made\nruritania DEMANDS «Ruritania asked Borduria for talks .» REPORTED"},
		{"ner", `
text Ana Kovac came to Zenda .
meta url https://news.example/5
span p B-PER Ana_Kovac
span q PER Ana_Kovac
span g GPE Zenda`, ""},
	} {
		is, err := profile.ByName(c.profile)
		if err != nil {
			t.Fatal(err)
		}
		d := load(t, is, nil, nil, c.text)[0]
		if got := told(d); got != c.want {
			t.Errorf("%s: got\n%s\n%q", c.profile, got, d.warnings)
		}
		if c.profile == "ner" && (len(d.Mentions) != 2 || len(d.Actors) > 0) {
			t.Errorf("ner: %+v", d.Mentions)
		}
		if c.profile == "plover" && (d.Demands[0].PloverCode != "REQUEST" || d.Positions[0].PloverCode != "REQUEST") {
			t.Errorf("plover: %+v", d.Demands[0])
		}
	}
}

// Known names are linked, ambiguous ones never, and what a person decides holds.
func TestNames(t *testing.T) {
	known := func() *linking.Index {
		x := &linking.Index{}
		x.Add(linking.Known{Kind: demand.KindActor, Key: "georgia", Name: "Georgia", Type: "STATE"}, linking.FromImport)
		x.Add(linking.Known{Kind: demand.KindRegion, Key: "georgia", Name: "Georgia", Type: "COUNTRY"}, linking.FromImport)
		x.Add(linking.Known{Kind: demand.KindRegion, Key: "georgia-us", Name: "Georgia", Type: "ADMIN1"}, linking.FromImport)
		return x
	}
	const text = `
text Georgia demanded the valley . Georgia asked again .
meta key a1
span g GPE Georgia
span d Demand demanded
span c Content the_valley
span h GPE Georgia
link d Demander g
link d Content c`
	d := load(t, nil, known(), nil, text)[0]
	if len(d.Positions) > 0 || len(d.Mentions[0].Actors)+len(d.Mentions[0].Regions) > 0 || len(d.Actors) > 0 {
		t.Errorf("%+v %+v", d.Positions, d.Mentions)
	}
	if len(d.review) != 2 || d.review[0].Reason != linking.Ambiguous || len(d.review[0].Candidates) != 2 || d.review[0].Article != "a1" {
		t.Fatalf("%+v", d.review)
	}
	links, err := linking.ReadLinks(strings.NewReader("- {mention: georgia, kind: Actor, article: a1, choice: georgia}\n- {mention: Georgia, kind: Region, choice: georgia-us}"))
	if err != nil {
		t.Fatal(err)
	}
	d = load(t, nil, known(), links, text)[0]
	if got, want := told(d), "demand «the valley»\ngeorgia DEMANDS «the valley»"; got != want || len(d.review) > 0 {
		t.Errorf("got\n%s\n%+v", got, d.review)
	}
	if i := slices.IndexFunc(d.Mentions, func(m change.Mention) bool { return len(m.Regions) > 0 }); i < 0 || d.Mentions[i].Regions[0] != "georgia-us" {
		t.Errorf("%+v", d.Mentions)
	}
}
