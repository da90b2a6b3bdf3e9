package synthetic

import (
	"math/rand/v2"
	"strings"
	"unicode"
)

// The vocabulary. A sentence has a verb, an adjective and a noun or two of it, so
// that two of its words together are in one sentence of some thousands.
var (
	verbs = strings.Fields(`withdraw halt release return disarm recognise lift suspend restore open close hand-over
		guarantee finance inspect publish ratify extend reduce remove demilitarise evacuate rebuild reopen exchange
		condemn investigate compensate vacate respect sign dismantle freeze transfer admit supply protect limit deliver cancel`)
	adjectives = strings.Fields(`heavy northern southern eastern western frozen seized captured long-range nuclear maritime
		civilian foreign joint permanent temporary full partial immediate unconditional bilateral regional federal strategic
		humanitarian economic military disputed occupied contested independent international armed naval aerial public
		secret former neutral verified mutual lasting binding annual central coastal rural urban private common legal
		technical digital agricultural industrial monetary judicial medical cultural historic`)
	nouns = strings.Fields(`artillery troops prisoners sanctions assets airspace harbours pipelines reactors elections borders
		corridors hostages children deportees sailors diplomats observers monitors missiles drones warships batteries mines
		checkpoints bridges railways exports imports tariffs grain gas electricity fertiliser steel loans reserves pensions
		reparations archives churches schools hospitals languages minorities refugees settlements crossings straits islands
		waters basins dams canals satellites cables licences visas passports treaties protocols agreements guarantees
		commitments inspections quotas embargoes blockades offensives raids patrols exercises manoeuvres bases depots
		factories laboratories warheads stockpiles conscripts volunteers mercenaries militias parties broadcasters journalists
		courts tribunals warrants verdicts amnesties constitutions referendums parliaments ministries embassies consulates
		delegations mediators envoys witnesses investigators shipments convoys supplies medicines vaccines camps shelters`)
	openings = strings.Fields(`insisted declared repeated warned argued announced said stressed proposed replied wrote told`)
	closings = []string{"before the end of the month", "without further conditions", "as agreed earlier", "under outside supervision",
		"in return for talks", "despite objections", "within ten days", "at the next round", "once and for all", "step by step"}
	publishers = []string{"Morning Courier", "Evening Standard Wire", "Continental Press", "Harbour Gazette", "The Observer Post", "Capital Daily",
		"Northern Herald", "Free Tribune", "World Dispatch", "Lowland Times", "Riverside Journal", "Radio Meridian", "The Chronicle", "Union News", "Civic Monitor"}
	attributions = []string{"sources familiar with the talks", "a senior official", "two diplomats", "a person briefed on the matter", "officials"}
	syllables    = strings.Fields(`ba ro ki len dar mo ves ta sil gor na zel ka ri mon dra lo vin tes ul an or ev is ma tor bel ny sha pol`)
)

// phrase says what is asked: "withdraw heavy artillery".
func phrase(r *rand.Rand, noun func() int) string {
	return pick(r, verbs) + " " + pick(r, adjectives) + " " + nouns[noun()]
}

// properName makes a name of so many syllables, such as "Velendar".
func properName(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(pick(r, syllables))
	}
	return title(b.String())
}

// title writes the first letter of a text large.
func title(s string) string {
	runes := []rune(s)
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}
