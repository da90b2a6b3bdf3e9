package events

import (
	"slices"
	"testing"

	"demandgraph/demand"
)

func TestWhatCodesMean(t *testing.T) {
	for _, test := range []struct {
		code   string
		act    act
		answer demand.PositionKind
		asks   []string
	}{
		{"100", makes, "", nil},
		{"1056", makes, "", nil},
		{"0256", makes, "", nil},
		{"1411", makes, "", nil},
		{"1454", makes, "", nil},
		{"140", other, "", nil},
		{"145", other, "", nil}, // no aim is named
		{"139", makes, "", nil},
		{"030", answers, demand.PositionKindAccepts, nil}, // a bare intent answers nothing
		{"080", answers, demand.PositionKindFulfils, []string{"105", "139", "025"}},
		{"120", answers, demand.PositionKindRejects, []string{"100", "102", "020", "022"}},
		{"036", answers, demand.PositionKindAccepts, []string{"106", "026"}},
		{"087", answers, demand.PositionKindFulfils, []string{"1056", "0256"}},
		{"0871", answers, demand.PositionKindFulfils, []string{"1056", "0256"}}, // ceasefire
		{"0841", answers, demand.PositionKindFulfils, []string{"1053", "0253"}},
		{"1246", answers, demand.PositionKindRejects, []string{"1056", "0256"}},
		{"1231", answers, demand.PositionKindRejects, []string{"1041", "0241", "1411", "1421", "1431", "1441", "1451"}},
		{"129", answers, demand.PositionKindRejects, nil}, // a veto
		{"138", threat, "", []string{"1056", "0256"}},
		{"1382", threat, "", []string{"1056", "0256"}},
		{"190", other, "", nil},
	} {
		m, ok := cameo[test.code]
		if !ok || m.act != test.act || m.answer != test.answer || !slices.Equal(m.asks, test.asks) {
			t.Errorf("%s: got %+v", test.code, m)
		}
	}
}

func TestBareDemandIsAnsweredByBareRefusalOnly(t *testing.T) {
	for code, m := range cameo {
		if m.act == answers && code != "120" && (slices.Contains(m.asks, "100") || slices.Contains(m.asks, "020")) {
			t.Errorf("%s answers a bare demand", code)
		}
	}
}

// ICEWS and the manual call 106 a demand for a meeting; GDELT's lookup a demand for withdrawal.
func TestUnsettledCodesOfGDELT(t *testing.T) {
	r := Row{Code: "106", Vocabulary: GDELT}
	if m := r.meaningOf(); m.label != "demand" || r.topic() != "gdelt-106" {
		t.Errorf("%q, %q", m.label, r.topic())
	}
	r.Vocabulary = CAMEO
	if m := r.meaningOf(); m.label != "Demand meeting, negotiation" || r.topic() != "106" {
		t.Errorf("%q, %q", m.label, r.topic())
	}
	r = Row{Code: "1056", Vocabulary: GDELT}
	if r.topic() != "1056" {
		t.Error(r.topic())
	}
}

func TestCodeOfLabel(t *testing.T) {
	for label, want := range map[string]string{
		"Demand":                    "100", // not the root DEMAND
		"DEMAND":                    "100",
		"Make an appeal or request": "020",
		"Demand de-escalation of military engagement": "1056", // of 2014 it may be 0256
		"Demand mediation":                            "108",
		"Reduce or stop material aid":                 "162",
		"Demand meeting, negotiation":                 "106",
	} {
		if got, ok := CodeOf(label); !ok || got != want {
			t.Errorf("%s: got %s, want %s", label, got, want)
		}
	}
	if got, ok := CodeOf("Bake a cake"); ok {
		t.Error(got)
	}
}

func TestCodesAreText(t *testing.T) {
	for code, want := range map[string]string{
		"0251": "", "100": "",
		"251": `"251" is no code of CAMEO; it may be 0251 that lost its zero: codes are text`,
		"1":   `"1" is no code of CAMEO; it may be 01 that lost its zero: codes are text`,
		"---": `"---" is no code of CAMEO`, "999": `"999" is no code of CAMEO`,
	} {
		got := ""
		if err := CheckCode(code); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %s", code, got)
		}
	}
}
