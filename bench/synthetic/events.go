package synthetic

import (
	"encoding/json"
	"fmt"
	"io"
)

// eventsADay is about how many rows of the demand family a day of ICEWS has.
const eventsADay = 350

// eventCodes are codes of the demand family, each as often as among a hundred published rows.
var eventCodes = []struct {
	code, label string
	percent     int
}{
	{"100", "Demand", 10}, {"020", "Make an appeal or request", 46}, {"030", "Express intent to cooperate", 12},
	{"130", "Threaten", 8}, {"120", "Reject", 9}, {"080", "Yield", 4}, {"102", "Demand policy change", 3},
	{"0233", "Appeal for humanitarian aid", 4}, {"036", "Express intent to meet or negotiate", 4},
}

var eventRoles = []string{"Government", "Military", "Police", "Citizen", "Head of State", "Foreign Affairs", "Opposition", "Media", "Protester"}

var eventCountries = []string{"Russia", "Ukraine", "United States", "Iran", "China", "Turkey", "Israel", "Syria", "India", "Germany",
	"France", "Japan", "South Korea", "Pakistan", "Egypt", "Nigeria", "Kenya", "Mexico", "Brazil", "Poland"}

// Events writes so many rows of event data as JSON Lines, by day: made-up ones, in which a
// few actors have most of the acts.
func Events(w io.Writer, seed uint64, rows int) error {
	type actor struct {
		Name string `json:"name"`
	}
	type row struct {
		Date     string `json:"date"`
		Source   actor  `json:"source"`
		Relation string `json:"relation"`
		Cameo    string `json:"cameo"`
		Target   actor  `json:"target"`
	}
	r := Config{Seed: seed}.random(100)
	country, person := skewed(r, len(eventCountries)), skewed(r, 4000)
	name := func() actor {
		switch n := r.IntN(10); {
		case n < 3:
			return actor{eventCountries[country()]}
		case n < 7:
			return actor{fmt.Sprintf("%s (%s)", pick(r, eventRoles), eventCountries[country()])}
		}
		return actor{fmt.Sprintf("Person %d", person())}
	}
	out := json.NewEncoder(w)
	for i := range rows {
		at, n := 0, r.IntN(100)
		for n >= eventCodes[at].percent {
			n -= eventCodes[at].percent
			at++
		}
		c := eventCodes[at]
		if err := out.Encode(row{date(i / eventsADay).String(), name(), c.label, c.code, name()}); err != nil {
			return err
		}
	}
	return nil
}
