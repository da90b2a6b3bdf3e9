package network

import (
	"fmt"
	"slices"
	"sort"
	"time"

	"demandgraph/demand"
)

// level is a side as a place in the counts of a cell.
type level uint8

const (
	sideAgainst level = iota
	sideFor
	sideNeutral
	sideNone
	levels // how many there are
)

func levelOf(side demand.Side) level {
	switch side {
	case demand.SideFor:
		return sideFor
	case demand.SideAgainst:
		return sideAgainst
	case demand.SideNeutral:
		return sideNeutral
	}
	return sideNone
}

// entry is a statement that is counted: places in chosen.first and chosen.second, side and day.
type entry struct {
	first, second int
	side          level
	day           string
}

// chosen is what the five steps leave.
type chosen struct {
	// first and second are the keys of the nodes of either variable that have a statement in
	// the range, sorted: the nodes, when isolates are shown.
	first, second []string
	entries       []entry // in the order of statements, so that days are in order
	from, to      string  // the range; without bounds the days of its statements; "" if there is none
}

// variable is what nodes are of.
type variable int

const (
	ofActors variable = iota
	ofDemands
)

// of gives the value of the variable in the statement, and that of the other one.
func (v variable) of(s *Statement) (first, second string) {
	if v == ofDemands {
		return s.Demand, s.Actor
	}
	return s.Actor, s.Demand
}

// choose takes the five steps of the package's documentation. With dated it leaves out statements
// without a day, whatever the range.
func choose(statements []Statement, o Options, nodes variable, dated bool) (*chosen, error) {
	c := &chosen{from: o.From, to: o.To}
	dated = dated || o.From != "" || o.To != ""
	firsts, seconds := map[string]int{}, map[string]int{}
	var left []*Statement
	earliest, latest := "", ""
	for i := range statements {
		s := &statements[i]
		if err := s.check(); err != nil {
			return nil, err
		}
		if s.Day == "" && dated || s.Day != "" && (s.Day < o.From || o.To != "" && s.Day > o.To) {
			continue
		}
		if s.Day != "" {
			latest = max(latest, s.Day)
			if earliest == "" || s.Day < earliest {
				earliest = s.Day
			}
		}
		first, second := nodes.of(s)
		if first != "" {
			firsts[first] = 0
		}
		if second != "" {
			seconds[second] = 0
		}
		sided := s.Side == demand.SideFor || s.Side == demand.SideAgainst
		if !s.LeftOut && first != "" && second != "" && (sided || o.Relation == RelationIgnore) {
			left = append(left, s)
		}
	}
	if c.from == "" {
		c.from = earliest
	}
	if c.to == "" {
		c.to = latest
	}
	c.first, c.second = number(firsts), number(seconds)

	slices.SortFunc(left, (*Statement).compare)
	seen := map[mark]bool{}
	units := map[string]string{}
	for _, s := range left {
		first, second := nodes.of(s)
		e := entry{firsts[first], seconds[second], levelOf(s.Side), s.Day}
		if unit, shared := unitOf(s, o.Duplicates, units); shared {
			m := mark{e.first, e.second, e.side, unit}
			if o.Relation == RelationIgnore {
				m.side = 0
			}
			if seen[m] {
				continue
			}
			seen[m] = true
		}
		c.entries = append(c.entries, e)
	}
	c.drop(o.MinStatements)
	return c, nil
}

// number gives every key of the map its place among the keys, sorted, and the keys in this order.
func number(keys map[string]int) []string {
	sorted := make([]string, 0, len(keys))
	for key := range keys {
		sorted = append(sorted, key)
	}
	slices.Sort(sorted)
	for i, key := range sorted {
		keys[key] = i
	}
	return sorted
}

// drop leaves out the statements of nodes of the first variable that have fewer than n.
func (c *chosen) drop(n int) {
	counts := make([]int, len(c.first))
	for _, e := range c.entries {
		counts[e.first]++
	}
	c.entries = slices.DeleteFunc(c.entries, func(e entry) bool { return counts[e.first] < n })
}

// mark is what two duplicates have in common.
type mark struct {
	first, second int
	side          level
	unit          string
}

// unitOf names the unit in which the statement counts once; it is false where the statement is a
// duplicate of no other. Weeks are kept in the map by day.
func unitOf(s *Statement, d Duplicates, weeks map[string]string) (string, bool) {
	switch d {
	case DuplicatesArticle:
		return s.Article, s.Article != ""
	case DuplicatesDay:
		return s.Day, s.Day != ""
	case DuplicatesWeek:
		if _, known := weeks[s.Day]; !known && s.Day != "" {
			weeks[s.Day] = weekOf(s.Day)
		}
		return weeks[s.Day], s.Day != ""
	case DuplicatesMonth:
		return upTo(s.Day, len("2006-01")), s.Day != ""
	case DuplicatesYear:
		return upTo(s.Day, len("2006")), s.Day != ""
	case DuplicatesRange:
		return "", true
	}
	return "", false
}

func upTo(day string, n int) string { return day[:min(n, len(day))] }

// weekOf names the week of a day, Monday to Sunday, as ISO 8601 does.
func weekOf(day string) string {
	t, _ := parseDay(day) // checked before
	year, week := t.ISOWeek()
	return fmt.Sprintf("%d-W%d", year, week)
}

// parseDay reads a day as every part of the project writes it, at 00:00 UTC.
func parseDay(day string) (time.Time, error) {
	if err := checkDay(day); err != nil {
		return time.Time{}, err
	}
	return time.Parse(time.DateOnly, day)
}

func checkDay(day string) error {
	d, err := demand.ParseDate(day)
	if err == nil && !d.IsDay() {
		err = fmt.Errorf("%q is no day: want YYYY-MM-DD", day)
	}
	return err
}

// window is the part of the entries from a day to a day, both included.
func (c *chosen) window(from, to string) []entry {
	begin := sort.Search(len(c.entries), func(i int) bool { return c.entries[i].day >= from })
	end := sort.Search(len(c.entries), func(i int) bool { return c.entries[i].day > to })
	return c.entries[begin:end]
}
