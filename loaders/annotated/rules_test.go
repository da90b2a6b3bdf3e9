package annotated

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

// told writes what a document says in a few words, a line a thing.
func told(d loaded) string {
	var lines []string
	short := map[string]string{} // of demands
	for _, x := range d.Demands {
		short[x.Key] = "«" + x.Summary + "»"
		line := "demand " + short[x.Key]
		for _, part := range []struct{ name, keys string }{{"of", keysOf(x.Addressees)}, {"about", keysOf(x.Regions)}, {"topic", keysOf(x.Topics)}, {"made", x.Description}} {
			if part.keys != "" && part.name == "made" {
				line += " made"
			} else if part.keys != "" {
				line += " " + part.name + " " + part.keys
			}
		}
		lines = append(lines, line)
	}
	on := func(key string) string {
		if s := short[key]; s != "" && s != "«»" {
			return s
		}
		return key
	}
	for _, p := range d.Positions {
		line := fmt.Sprintf("%s %s %s", p.Actor, p.Kind, on(p.Demand))
		for _, part := range [][2]string{{"for", p.For}, {"by", p.AccordingTo}, {"at", p.Event}, {"in", p.Place}, {"on", p.Date.String()}, {"note", p.Note}} {
			if part[1] != "" {
				line += " " + part[0] + " " + part[1]
			}
		}
		if p.Certainty != demand.CertaintyAsserted {
			line += " " + string(p.Certainty)
		}
		if len(p.Evidence) != 1 {
			line += fmt.Sprintf(" shown %d times", len(p.Evidence))
		}
		lines = append(lines, line)
	}
	for _, x := range d.Terms {
		line := fmt.Sprintf("term %s «%s» of %s", x.Kind, x.Summary, on(x.Demand))
		if x.OfferedBy != "" {
			line += " by " + x.OfferedBy
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

const speech = `
text The Ruritanian leader said on 12 March 2031 that Ruritania demanded the valley . Borduria refused it .
text Later Ruritania asked again . Syldavia said that Borduria accepts it .
meta url https://news.example/1
`

func TestRules(t *testing.T) {
	for _, c := range []struct{ name, text, want, warned string }{
		{"a demand and its answer", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley
span b Actor Borduria
span n Reject refused Certainty=reported
link d Demander r
link d Content c
link d Addressee2 b
link n Actor b
link n Demand d`, `
demand «the valley» of borduria
ruritania DEMANDS «the valley»
borduria REJECTS «the valley» REPORTED`, ""},

		{"links the other way round", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley
span b Actor Borduria
span n Reject refused
link r Demander d
link c Content d
link b Addressee d
link b Actor n
link d Demand n`, `
demand «the valley» of borduria
ruritania DEMANDS «the valley»
borduria REJECTS «the valley»`, ""},

		{"the same demand again, by a link", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley
span e Demand asked
span r2 Actor Ruritania
link d Demander r
link d Content c
link e Demander r2
link e SameAs d`, `
demand «the valley»
ruritania DEMANDS «the valley»
ruritania REITERATES «the valley»`, ""},

		{"the same demand again, by an identifier", `
span r Actor Ruritania
span d Demand demanded @team:7
span c Content the_valley
span e Demand asked @team:7
link d Demander r
link d Content c
link e Demander r`, `
demand «the valley»
ruritania DEMANDS «the valley»
ruritania REITERATES «the valley»`, ""},

		{"the same demand again, by coreference", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley
span e Demand asked
same d e
link d Demander r
link d Content c
link e Demander r`, `
demand «the valley»
ruritania DEMANDS «the valley»
ruritania REITERATES «the valley»`, ""},

		{"a demand of the graph", `
span r Actor Ruritania
span d Demand demanded @demandgraph:old-demand
span b Actor Borduria
span n Reject refused @demandgraph:old-demand
link d Demander r
link n Actor b`, `
ruritania DEMANDS old-demand
borduria REJECTS old-demand`, ""},

		{"a response without a demand", `
span b Actor Borduria
span n Reject refused
link n Actor b`, ``, "no demand is linked to this response"},

		{"a trigger with nothing", `
span d Demand demanded`, ``, "kept as a mention only"},

		{"no content: the sentence", `
span r Actor Ruritania
span d Demand demanded
link d Demander r`, `
demand «The Ruritanian leader said on 12 March 2031 that Ruritania demanded the valley .» made
ruritania DEMANDS «The Ruritanian leader said on 12 March 2031 that Ruritania demanded the valley .»`, ""},

		{"nobody demands", `
span d Demand demanded
span c Content the_valley
link d Content c`, `
demand «the valley»`, "nobody is known who does this"},

		{"negated", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley
span b Actor Borduria
span n Reject refused Negation
link d Demander r
link d Content c
link n Actor b
link n Demand d`, `
demand «the valley»
ruritania DEMANDS «the valley»`, "marked as negated"},

		{"a date that reads as one", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley
span t Date 12_March_2031
span s Date Later
link d Demander r
link d Content c
link d Date t
link d Date s`, `
demand «the valley»
ruritania DEMANDS «the valley» on 2031-03-12 note date as told: Later`, ""},

		{"confidence, notes and for whom", `
span l Person Ruritanian_leader
span r Actor Ruritania
span d Demand demanded Confidence=rather_sure Comment=checked
span c Content the_valley
span s Actor Syldavia
link d Demander l
link d OnBehalfOf r
link d AccordingTo s
link d Content c`, `
demand «the valley»
ruritanian-leader DEMANDS «the valley» for ruritania by syldavia note checked
Confidence: rather sure`, ""},

		{"terms", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley
span o Offer asked_again
span h Threat refused_it
link d Demander r
link d Content c
link d Term o
link o OfferedBy r
link h Demand d`, `
demand «the valley»
ruritania DEMANDS «the valley»
term IN_EXCHANGE_FOR «asked again» of «the valley» by ruritania
term OTHERWISE «refused it» of «the valley»`, ""},

		{"from actor to actor", `
span r Actor Ruritania
span b Actor Borduria
link r Demands b`, `
demand «The Ruritanian leader said on 12 March 2031 that Ruritania demanded the valley . Borduria refused it .» of borduria made
ruritania DEMANDS «The Ruritanian leader said on 12 March 2031 that Ruritania demanded the valley . Borduria refused it .»`, ""},

		{"from actor to content", `
span r Actor Ruritania
span b Actor Borduria
span c Content the_valley
link r Demands c
link b Rejects c`, `
demand «the valley»
ruritania DEMANDS «the valley»
borduria REJECTS «the valley»`, ""},

		{"a region of the content", `
span r Actor Ruritania
span d Demand demanded
span c Content demanded_the_valley
span v GPE valley
link d Demander r
link d Content c
link c Region v`, `
demand «demanded the valley» about valley
ruritania DEMANDS «demanded the valley»`, ""},

		{"several pieces", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley|refused_it
link d Demander r
link d Content c`, `
demand «the valley refused it»
ruritania DEMANDS «the valley refused it»`, ""},

		{"two annotators", `
annotator jd
span r1 Actor Ruritania
span d1 Demand demanded
span c1 Content the_valley
annotator mk
span r2 Actor Ruritania
span d2 Demand demanded
span c2 Content the_valley
link d1 Demander r1
link d1 Content c1
link d2 Demander r2
link d2 Content c2`, `
demand «the valley»
ruritania DEMANDS «the valley» shown 2 times`, ""},

		{"a coreferent pronoun", `
span r Actor Ruritania
span d Demand demanded
span c Content the_valley
span p Actor it
same r p
link d Demander p
link d Content c`, `
demand «the valley»
ruritania DEMANDS «the valley»`, ""},

		{"a pronoun", `
span d Demand demanded
span c Content the_valley
span p Actor it
link d Demander p
link d Content c`, `
demand «the valley»`, `"it" names nobody`},

		{"unknown labels", `
span r Actr Ruritania
span d Demand demanded
span c Content the_valley
link d Demandr r
link d Content c`, `
demand «the valley»`, `does not know the span label "Actr" (once); the nearest that it has is "Actor"`},

		{"a link that means nothing", `
span r Actor Ruritania
span b Actor Borduria
link r Addressee b`, ``, "it means nothing in the model"},

		{"two on whose behalf", `
span r Actor Ruritania
span b Actor Borduria
span s Actor Syldavia
span d Demand demanded
span c Content the_valley
link d Demander s
link d OnBehalfOf r
link d OnBehalfOf b
link d Content c`, `
demand «the valley»
syldavia DEMANDS «the valley»`, "which one can have"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, nil, nil, nil, speech+c.text)[0]
			if len(d.problems) > 0 {
				t.Fatal(d.problems)
			}
			if got := told(d); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got\n%s\nwant%s", got, c.want)
			}
			if all := strings.Join(d.warnings, "\n"); !strings.Contains(all, c.warned) || c.warned == "" && all != "" {
				t.Errorf("warned\n%s\nwant %s", all, c.warned)
			}
		})
	}
}

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
	if d.Demands[0].Key != "caps-work" || d.Actors[0].Type != demand.ActorTypePerson {
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
