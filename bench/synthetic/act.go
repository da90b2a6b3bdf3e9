package synthetic

import (
	"fmt"
	"sort"

	"demandgraph/change"
	"demandgraph/demand"
)

// demand makes a new demand with the act of making it.
func (w *writer) demand(d *draft) {
	a := asked{phrase: phrase(w.r, w.noun), demander: w.actor()}
	slug, _ := demand.MakeKey(a.phrase)
	a.key = fmt.Sprintf("%s-%d", slug, len(w.asked))
	region := w.region()
	made := change.Demand{Key: a.key}
	w.address(&a)
	whom := ""
	for _, i := range a.addressees {
		made.Addressees = append(made.Addressees, change.Reference{Key: w.Actors[i].Key})
		whom += w.Actors[i].Name + " "
	}
	made.Summary = title(whom + "must " + a.phrase + " in " + w.Regions[region].Name)
	if chance(w.r, 75) {
		made.Regions = []change.Reference{{Key: w.Regions[region].Key, Certainty: demand.CertaintyAsserted}}
		if other := w.region(); chance(w.r, 20) && other != region {
			made.Regions = append(made.Regions, change.Reference{Key: w.Regions[other].Key, Certainty: demand.CertaintyInferred})
		}
	}
	if chance(w.r, 60) {
		made.Topics = []change.Reference{{Key: w.Topics[w.topic()].Key, Certainty: demand.CertaintyAsserted}}
	}
	if len(w.asked) > 0 && chance(w.r, 10) {
		made.Relations = []change.DemandRelation{{Kind: pick(w.r, relationKinds), Demand: w.asked[w.earlier()].key}}
	}
	d.Demands = append(d.Demands, made)
	w.asked = append(w.asked, a)
	w.act(d, a, demand.PositionKindDemands, a.demander)
	if chance(w.r, 25) {
		w.term(d, a)
	}
}

var relationKinds = []demand.RelationKind{demand.RelationKindPartOf, demand.RelationKindSupersedes, demand.RelationKindConflictsWith, demand.RelationKindRestates}

// address chooses whom a demand is addressed to: mostly one actor, and of the
// most frequent actors mostly the one that each has as its adversary.
func (w *writer) address(a *asked) {
	n := 1
	switch at := w.r.IntN(100); {
	case at < 10:
		n = 0
	case at < 22:
		n = 2
	}
	for range n {
		to := w.actor()
		if adversary := a.demander ^ 1; chance(w.r, 35) && adversary < len(w.Actors) {
			to = adversary
		}
		if to != a.demander && (len(a.addressees) == 0 || a.addressees[0] != to) {
			a.addressees = append(a.addressees, to)
		}
	}
}

var termKinds = []demand.TermKind{demand.TermKindInExchangeFor, demand.TermKindPreconditionFor, demand.TermKindOtherwise}

func (w *writer) term(d *draft, a asked) {
	what := phrase(w.r, w.noun)
	t := change.Term{Demand: a.key, Kind: pick(w.r, termKinds), Summary: title(what), Certainty: demand.CertaintyAsserted, OfferedBy: w.Actors[a.demander].Key}
	if t.Kind == demand.TermKindPreconditionFor {
		t.OfferedBy = ""
	}
	t.Evidence = []change.Annotation{w.quote(d, w.Actors[a.demander].Name, what)}
	d.Terms = append(d.Terms, t)
}

// answer makes a position on an earlier demand.
func (w *writer) answer(d *draft, a asked) {
	switch at := w.r.IntN(100); {
	case at < 45 && len(a.addressees) > 0:
		w.act(d, a, pick(w.r, addresseeKinds), pick(w.r, a.addressees))
	case at < 75:
		w.act(d, a, pick(w.r, bystanderKinds), w.actor())
	case at < 95:
		w.act(d, a, demand.PositionKindReiterates, a.demander)
	default:
		w.act(d, a, demand.PositionKindDrops, a.demander)
	}
}

var (
	addresseeKinds = []demand.PositionKind{demand.PositionKindRejects, demand.PositionKindRejects, demand.PositionKindAccepts, demand.PositionKindFulfils, demand.PositionKindBreaches}
	bystanderKinds = []demand.PositionKind{demand.PositionKindSupports, demand.PositionKindSupports, demand.PositionKindOpposes, demand.PositionKindAbstains}
)

// act makes a position of a principal, mostly, of a state, taken by a person for it.
func (w *writer) act(d *draft, a asked, kind demand.PositionKind, principal int) {
	p := change.Position{Kind: kind, Demand: a.key, Actor: w.Actors[principal].Key, Certainty: demand.CertaintyAsserted}
	if principal < len(w.speakers) && chance(w.r, 70) {
		p.For = p.Actor
		p.Actor = w.speakers[principal][w.speaker[principal]()]
	}
	switch at := w.r.IntN(100); {
	case at < 15:
		w.occasion(d, &p)
	case at < 90:
		p.Date = date(d.day - w.r.IntN(4))
	case at < 96:
		p.Date = demand.MustParseDate(date(d.day).String()[:len("2015-01")])
	}
	if chance(w.r, 25) {
		p.Certainty, p.Attribution = demand.CertaintyReported, pick(w.r, attributions)
	}
	if other := w.Actors[w.actor()].Key; chance(w.r, 5) && other != p.Actor && other != p.For {
		p.AccordingTo = other
	}
	p.Evidence = w.quotes(d, w.names[p.Actor], a.phrase)
	d.Positions = append(d.Positions, p)
	if chance(w.r, 20) {
		w.told = append(w.told, p)
	}
}

// occasion puts a position at the last event before the article.
func (w *writer) occasion(d *draft, p *change.Position) {
	i := max(0, sort.SearchInts(w.starts, d.day+1)-1)
	e := w.Events[i]
	p.Event, p.Phase = e.Key, pick(w.r, []demand.Phase{demand.PhaseBefore, demand.PhaseDuring, demand.PhaseAfter})
	if p.Phase == demand.PhaseDuring && i%2 == 0 {
		p.Place = e.Place
	}
}
