package plover

import "demandgraph/demand"

// meaning is what a record of an event becomes.
type meaning struct {
	implied  bool                // the demand is not worded
	answers  bool                // the source is asked, not the target
	position demand.PositionKind // the source's act, or ""
	term     demand.TermKind     // what the source offers, or ""
	skipped  string              // why it becomes nothing, or ""
}

const noDemand = "names no demand"

// meanings by event type, under the names of PLOVER's manual and those of its first data.
var meanings = map[string]meaning{
	"REQUEST":  {position: demand.PositionKindDemands},
	"DEMAND":   {position: demand.PositionKindDemands},
	"REJECT":   {implied: true, answers: true, position: demand.PositionKindRejects},
	"CONCEDE":  {implied: true, answers: true, position: demand.PositionKindAccepts},
	"RETREAT":  {implied: true, answers: true, position: demand.PositionKindFulfils},
	"THREATEN": {implied: true, term: demand.TermKindOtherwise},

	"AGREE":       {skipped: noDemand},
	"CONSULT":     {skipped: noDemand},
	"SUPPORT":     {skipped: noDemand},
	"COOPERATE":   {skipped: noDemand},
	"AID":         {skipped: noDemand},
	"ACCUSE":      {skipped: noDemand},
	"DISAPPROVE":  {skipped: noDemand},
	"INVESTIGATE": {skipped: noDemand},
	"PROTEST":     {skipped: noDemand},
	"SANCTION":    {skipped: noDemand},
	"MOBILIZE":    {skipped: noDemand},
	"COERCE":      {skipped: noDemand},
	"ASSAULT":     {skipped: noDemand},
	"FIGHT":       {skipped: noDemand},
	"CRIME":       {skipped: noDemand},

	"DOCUMENT": {skipped: "documentation, no event"},
}
