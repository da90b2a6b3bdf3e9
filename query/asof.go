package query

import "demandgraph/demand"

// sortProp is the property that keeps a position's place in the order of the model.
var sortProp = demand.Prop{Name: demand.SortName, Type: demand.String}

// AsOfDate holds for the positions that count as of a date. Dated is
// demand.SortDated, since an undated position is in no dated moment; until is
// the last day that the date can mean followed by demand.SortEnd, so that every
// position of that day is less.
func AsOfDate(dated, until Param) Filter {
	return And{
		Compare{Prop: sortProp, Op: Gte, Value: dated, Until: NoParam},
		Compare{Prop: sortProp, Op: Lt, Value: until, Until: NoParam},
	}
}

// AsOfEvent holds for the positions that count as of a phase of an event, whose
// key is the value: of those at the event the ones with an earlier phase or the
// same (none is DURING), and of all others those before its first day or, for
// AFTER, up to its last.
func AsOfEvent(event Param, phase demand.Phase) Filter {
	at := Has{Relation: relation(demand.KindPosition, "event"), Node: Compare{Prop: demand.Common[0], Op: Eq, Value: event, Until: NoParam}}
	other := at
	other.None = true
	return Or{
		And{at, upTo(phase)},
		And{other, BeforeEvent{Event: event, Through: phase == demand.PhaseAfter}},
	}
}

func upTo(phase demand.Phase) Filter {
	kind := prop(demand.KindPosition, "phase")
	before := OneOf{Prop: kind, Values: []string{string(demand.PhaseBefore)}}
	during := Or{OneOf{Prop: kind, Values: []string{string(demand.PhaseBefore), string(demand.PhaseDuring)}}, Compare{Prop: kind, Op: Missing, Value: NoParam, Until: NoParam}}
	switch phase {
	case demand.PhaseBefore:
		return before
	case demand.PhaseDuring:
		return during
	}
	return And{}
}
