package network

import (
	"cmp"
	"fmt"
	"strings"

	"demandgraph/demand"
)

// Statement is one telling of a position: what is counted.
type Statement struct {
	Actor  string      // its key, "" if the statement has none: see By
	Demand string      // its key
	Side   demand.Side // "" where sides are not told apart; only IGNORE counts such statements and neutral ones

	Article    string // its key, "" if there is none
	Day        string // the first day that the date can mean, YYYY-MM-DD; "" if it is not known
	Start, End int    // of the quote in the article's text, 0 where it has no place
	ID         string // of the telling, or of the position that nobody tells of

	// LeftOut says that one of the statement's values is not wanted: it counts for nothing,
	// but its actor and demand can be isolates.
	LeftOut bool
}

// compare is the order of statements, in which the first of several duplicates is kept: day,
// article, start, end, ID. Statements without a day come first, in a day those without an
// article last. The rest decides only where IDs are not told apart.
func (s *Statement) compare(t *Statement) int {
	if s.Day != t.Day { // mostly; the rest need not be compared
		return strings.Compare(s.Day, t.Day)
	}
	return cmp.Or(
		compareMissingLast(s.Article, t.Article),
		cmp.Compare(s.Start, t.Start),
		cmp.Compare(s.End, t.End),
		strings.Compare(s.ID, t.ID),
		strings.Compare(s.Actor, t.Actor),
		strings.Compare(s.Demand, t.Demand),
		strings.Compare(string(s.Side), string(t.Side)),
	)
}

func compareMissingLast(a, b string) int {
	if (a == "") != (b == "") {
		return -strings.Compare(a, b)
	}
	return strings.Compare(a, b)
}

// By says which actor of a position its statements are counted for.
type By string

// The choices.
const (
	// ByActor counts a position for the actor that took it. DNA's variable "person" has persons
	// only: leave others out to compare.
	ByActor By = "ACTOR"
	// ByOnBehalfOf counts it for the actor it was taken for; one that was taken for nobody for its
	// taker, unless that is a person: then for none. This is DNA's "organization".
	ByOnBehalfOf By = "ON_BEHALF_OF"
	// ByPrincipal counts it for the actor it was taken for, else for its taker, person or not.
	ByPrincipal By = "PRINCIPAL"
)

// Actor gives the key of the actor that a position is counted for, from those of its taker and of
// the actor on whose behalf it was taken, or "" where there is none. A By that is none of the
// choices counts as ByActor.
func (by By) Actor(taker string, takerType demand.ActorType, onBehalfOf string) string {
	switch by {
	case ByOnBehalfOf:
		if onBehalfOf == "" && takerType == demand.ActorTypePerson {
			return ""
		}
		return cmp.Or(onBehalfOf, taker)
	case ByPrincipal:
		return cmp.Or(onBehalfOf, taker)
	}
	return taker
}

// Quote is one edge from a position to an annotation (EVIDENCED_BY), or, where it is told without
// an article, to an import.
type Quote struct {
	Telling    string      // its id; several quotes of one telling make one statement
	Article    string      // its key, "" without one
	Date       demand.Date // as told
	Start, End int         // of the annotation in the article, 0 where it has no place
}

// StatementsOf makes the statements of a position: one for each telling, with the place of its first
// quote, and one where there is no telling. A telling that gives no date has that of the position.
// Of an act its key, demand, kind, taker, actor on whose behalf and date are looked at.
func StatementsOf(act demand.Act, takerType demand.ActorType, quotes []Quote, by By) []Statement {
	common := Statement{
		Actor: by.Actor(act.Taker, takerType, act.For), Demand: act.Demand,
		Side: act.Kind.Side(), Day: act.Date.First(), ID: act.Key,
	}
	if len(quotes) == 0 {
		return []Statement{common}
	}
	var out []Statement
	at := map[string]int{}
	for _, q := range quotes {
		s := common
		s.Article, s.Start, s.End, s.ID = q.Article, q.Start, q.End, q.Telling
		s.Day = cmp.Or(q.Date.First(), s.Day)
		if i, again := at[q.Telling]; !again {
			at[q.Telling] = len(out)
			out = append(out, s)
		} else if s.compare(&out[i]) < 0 {
			out[i] = s
		}
	}
	return out
}

// check says whether the day and the side of a statement can be meant.
func (s *Statement) check() error {
	switch s.Side {
	case demand.SideFor, demand.SideAgainst, demand.SideNeutral, "":
	default:
		return fmt.Errorf("statement %q: %q is no side", s.ID, s.Side)
	}
	if s.Day != "" {
		if err := checkDay(s.Day); err != nil {
			return fmt.Errorf("statement %q: %w", s.ID, err)
		}
	}
	return nil
}
