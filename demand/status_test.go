package demand

import (
	"fmt"
	"strings"
	"testing"
)

// say makes acts on one demand, one a day from 1 August 2025 on, from lines such as
// "putin for russia DEMANDS" or "allies SUPPORTS according to trump".
func say(t *testing.T, lines ...string) []Act {
	t.Helper()
	var acts []Act
	for i, line := range lines {
		a := Act{Key: fmt.Sprintf("p%d", i+1), Demand: "d", Date: MustParseDate(fmt.Sprintf("2025-08-%02d", i+1))}
		line, a.AccordingTo, _ = strings.Cut(line, " according to ")
		words := strings.Fields(line)
		a.Taker, a.Kind = words[0], PositionKind(words[len(words)-1])
		if len(words) == 4 && words[1] == "for" {
			a.For = words[2]
		}
		if a.Kind.Side() == "" {
			t.Fatalf("%q is not understood", line)
		}
		acts = append(acts, a)
	}
	return acts
}

func TestStatusOf(t *testing.T) {
	for _, tt := range []struct {
		name       string
		addressees string
		acts       []string
		want       Status // "" for none
	}{
		{"nothing said", "ukraine", nil, ""},
		{"only according to another", "ukraine", []string{"allies SUPPORTS according to trump"}, ""},

		{"dropped by its only demander", "russia", []string{"trump DEMANDS", "trump DROPS"}, StatusDropped},
		{"dropped on behalf of the demander", "ukraine", []string{"putin for russia DEMANDS", "lavrov for russia DROPS"}, StatusDropped},
		{"dropped by one of two demanders", "russia", []string{"trump DEMANDS", "ukraine DEMANDS", "trump DROPS"}, StatusOpen},
		{"dropped by both", "russia", []string{"trump DEMANDS", "ukraine REITERATES", "trump DROPS", "ukraine DROPS"}, StatusDropped},
		{"dropped and made again", "russia", []string{"trump DEMANDS", "trump DROPS", "trump REITERATES"}, StatusOpen},
		{"dropped, then only spoken about", "russia", []string{"trump DEMANDS", "trump DROPS", "trump ABSTAINS"}, StatusOpen},
		{"dropped before an answer", "russia", []string{"trump DEMANDS", "trump DROPS", "russia REJECTS"}, StatusDropped},
		{"dropped comes before fulfilled", "russia", []string{"trump DEMANDS", "russia FULFILS", "trump DROPS"}, StatusDropped},
		{"dropped by a supporter, never demanded", "russia", []string{"trump SUPPORTS", "trump DROPS"}, StatusOpen},
		{"dropped according to another", "russia", []string{"trump DEMANDS", "trump DROPS according to rubio"}, StatusOpen},
		{"dropped, made again according to another", "russia", []string{"trump DEMANDS", "trump DROPS", "ukraine DEMANDS according to rubio"}, StatusDropped},

		{"all fulfilled", "a b", []string{"x DEMANDS", "a FULFILS", "b FULFILS"}, StatusFulfilled},
		{"one fulfilled, one accepted", "a b", []string{"x DEMANDS", "a FULFILS", "b ACCEPTS"}, StatusAccepted},
		{"accepted and then fulfilled", "a", []string{"x DEMANDS", "a ACCEPTS", "a FULFILS"}, StatusFulfilled},
		{"all accepted", "a b", []string{"x DEMANDS", "a ACCEPTS", "b ACCEPTS"}, StatusAccepted},
		{"one accepted, one silent", "a b", []string{"x DEMANDS", "a ACCEPTS"}, StatusOpen},
		{"one fulfilled, one silent", "a b", []string{"x DEMANDS", "a FULFILS"}, StatusOpen},
		{"one accepted, one refused", "a b", []string{"x DEMANDS", "a ACCEPTS", "b REJECTS"}, StatusContested},
		{"one fulfilled, one breached, one silent", "a b c", []string{"x DEMANDS", "a FULFILS", "b BREACHES"}, StatusContested},
		{"rejected", "a", []string{"x DEMANDS", "a REJECTS"}, StatusRejected},
		{"one refused, one silent", "a b", []string{"x DEMANDS", "a REJECTS"}, StatusRejected},
		{"accepted and then breached", "a", []string{"x DEMANDS", "a ACCEPTS", "a BREACHES"}, StatusRejected},
		{"rejected and then accepted", "a", []string{"x DEMANDS", "a REJECTS", "a ACCEPTS"}, StatusAccepted},

		{"supporting is no answer", "a", []string{"x DEMANDS", "a SUPPORTS"}, StatusOpen},
		{"opposing is no answer", "a", []string{"x DEMANDS", "a OPPOSES"}, StatusOpen},
		{"abstaining is no answer, and takes none back", "a", []string{"x DEMANDS", "a ACCEPTS", "a ABSTAINS"}, StatusAccepted},
		{"an answer according to another", "a", []string{"x DEMANDS", "a ACCEPTS according to x"}, StatusOpen},
		{"an answer of one who was not asked", "a", []string{"x DEMANDS", "b REJECTS"}, StatusOpen},
		{"an answer on behalf of the addressee", "ukraine", []string{"x DEMANDS", "zelenskyy for ukraine REJECTS"}, StatusRejected},
		{"an answer of the addressee on behalf of another", "zelenskyy", []string{"x DEMANDS", "zelenskyy for ukraine REJECTS"}, StatusRejected},
		{"an answer before the demand", "a", []string{"a REJECTS"}, StatusRejected},

		{"nobody asked", "", []string{"x DEMANDS"}, StatusOpen},
		{"nobody asked, and accepted by someone", "", []string{"x DEMANDS", "a ACCEPTS"}, StatusOpen},
		{"no answer", "a", []string{"x DEMANDS"}, StatusOpen},
		{"only an opponent", "a", []string{"b OPPOSES"}, StatusOpen},
	} {
		got, ok := StatusOf(say(t, tt.acts...), strings.Fields(tt.addressees), nil)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestStatusAsOf(t *testing.T) {
	acts := say(t, "x DEMANDS", "a ACCEPTS", "a BREACHES", "x DROPS")
	for day, want := range map[string]Status{
		"2025-07": "", "2025-08-01": StatusOpen, "2025-08-02": StatusAccepted, "2025-08-03": StatusRejected, "2025-08": StatusDropped,
	} {
		if got, _ := StatusOf(acts, []string{"a"}, AsOf(MustParseDate(day))); got != want {
			t.Errorf("as of %s: %q, want %q", day, got, want)
		}
	}
}

func TestMadeOnAndLastActionOn(t *testing.T) {
	for _, tt := range []struct {
		name                 string
		dates                []string // "DATE KIND", "DATE KIND says" for one according to another
		madeOn, lastActionOn string
	}{
		{"nothing", nil, "", ""},
		{"first and last", []string{"2025-08-16 REITERATES", "2025-08-15 DEMANDS", "2025-08-17 DROPS"}, "2025-08-15", "2025-08-17"},
		{"a support is no making", []string{"2025-08-14 SUPPORTS", "2025-08-15 DEMANDS"}, "2025-08-15", "2025-08-15"},
		{"own word only", []string{"2025-08-14 DEMANDS says", "2025-08-15 DEMANDS", "2025-08-19 DROPS says"}, "2025-08-15", "2025-08-15"},
		{"a month counts by its first day", []string{"2025-08 DEMANDS", "2025-08-02 REITERATES"}, "2025-08", "2025-08-02"},
		{"of the same first day the more precise", []string{"2025-08 DEMANDS", "2025-08-01 DEMANDS", "2025-08 DROPS"}, "2025-08-01", "2025-08-01"},
		{"undated ones count for nothing", []string{" DEMANDS", "2025 OPPOSES"}, "", "2025"},
	} {
		var acts []Act
		for _, line := range tt.dates {
			date, rest, _ := strings.Cut(line, " ")
			kind, according, _ := strings.Cut(rest, " ")
			acts = append(acts, Act{Taker: "x", Kind: PositionKind(kind), AccordingTo: according, Date: MustParseDate(date)})
		}
		if got := MadeOn(acts).String(); got != tt.madeOn {
			t.Errorf("%s: made on %q, want %q", tt.name, got, tt.madeOn)
		}
		if got := LastActionOn(acts).String(); got != tt.lastActionOn {
			t.Errorf("%s: last action on %q, want %q", tt.name, got, tt.lastActionOn)
		}
	}
}

func TestDemanders(t *testing.T) {
	acts := say(t, "putin for russia DEMANDS", "trump REITERATES", "lavrov for russia REITERATES", "allies SUPPORTS", "kim DEMANDS according to trump")
	if got := fmt.Sprint(Demanders(acts)); got != "[russia trump]" {
		t.Errorf("demanders %s", got)
	}
}
