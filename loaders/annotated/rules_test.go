package annotated

import (
	"fmt"
	"strings"
	"testing"

	"demandgraph/demand"
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
