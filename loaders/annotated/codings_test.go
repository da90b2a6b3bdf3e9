package annotated

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"demandgraph/loaders/profile"
)

// coding is a document of one sentence with events, each "source event target".
func coding(events ...string) *Document {
	const text = "Something was said."
	d := &Document{Name: "a", Line: 1, Text: text, Meta: Meta{Title: "T", PublishedAt: "2031-03-12"}}
	for _, e := range events {
		attributes := map[string][]string{}
		for i, name := range []string{"sourcecode", "eventcode", "targetcode"} {
			if code := strings.Fields(e)[i]; code != "---" {
				attributes[name] = []string{code}
			}
		}
		d.Spans = append(d.Spans, Span{Label: "EventCoding", Trigger: true, Pieces: []Piece{{0, len(text)}}, Attributes: attributes})
	}
	return d
}

// Coded events become positions by the meaning of their codes.
func TestCodings(t *testing.T) {
	for _, c := range []struct {
		events string // divided by ;
		want   string // positions and demands
		not    string // what is counted
	}{
		{"RUS 1056 UKR", "russia DEMANDS 1056 of ukraine", ""},
		{"RUS 1056 UKR; RUS 1056 UKR", "russia DEMANDS 1056 of ukraine, russia REITERATES 1056 of ukraine", ""},
		{"RUSGOV 1010 UKR", "government-russia DEMANDS 101 of ukraine", ""},
		{"RUS 1056 UKR; UKR 1246 RUS", "russia DEMANDS 1056 of ukraine, ukraine REJECTS 1056 of ukraine", ""},
		{"RUS 1056 UKR; UKR 0871 RUS", "russia DEMANDS 1056 of ukraine, ukraine FULFILS 1056 of ukraine", ""},
		{"UKR 122 RUS", "ukraine REJECTS  of ukraine", ""},
		{"UKR 036 RUS", "", "answer no demand of the article"},
		{"RUS 10 ---", "russia DEMANDS 10 of ", ""},
		{"--- 10 UKR", "", ""},
		{"ARN 112 GON", "", "make and answer no demand"},
		{"ARN 904 GON", "", "none of CAMEO (904)"},
	} {
		out, m, _ := mapOne(coding(strings.Split(c.events, "; ")...), profile.Default())
		if len(m.problems) > 0 {
			t.Fatal(m.problems)
		}
		var got []string
		for _, p := range out.Positions {
			for _, d := range out.Demands {
				if d.Key == p.Demand {
					var asked []string
					for _, a := range d.Addressees {
						asked = append(asked, a.Key)
					}
					got = append(got, fmt.Sprintf("%s %s %s of %s", p.Actor, p.Kind, d.CameoCode, strings.Join(asked, " ")))
				}
			}
			if p.Certainty != "REPORTED" || p.Date.String() != "2031-03-12" || p.CameoCode == "" || len(p.Evidence) != 1 {
				t.Errorf("%s: %+v", c.events, p)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.events, got, c.want)
		}
		if c.not != "" && !slices.ContainsFunc(sortedKeys(m.counted, strings.Compare), func(s string) bool { return strings.Contains(s, c.not) }) {
			t.Errorf("%s: counted %v", c.events, m.counted)
		}
	}
}
