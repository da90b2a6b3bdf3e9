package events

import (
	"fmt"
	"strings"
)

// counts are what became of the rows of a file.
type counts struct {
	rows        int // read, rejected ones among them
	demands     int // rows that make a demand
	opened      int // demands that they make
	unaddressed int // of demands: without an addressee
	answers     int
	terms       int
	events      int
	other       int // rows of codes that make and answer no demand
	unasked     int // answers to no demand
	threats     int // threats that go with no demand
	nobody      int // rows that do not say who acts
}

// String says what became of all rows.
func (c *counts) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d rows: %d make %d demands (%d without an addressee), %d answer one, %d threats go with one",
		c.rows, c.demands, c.opened, c.unaddressed, c.answers, c.terms)
	for _, part := range []struct {
		n    int
		what string
	}{
		{c.events, "are events"},
		{c.other, "are of codes that make and answer no demand"},
		{c.unasked, "answer no demand that is there"},
		{c.threats, "threaten without a demand"},
		{c.nobody, "do not say who acts"},
	} {
		if part.n > 0 {
			fmt.Fprintf(&b, "; %d %s", part.n, part.what)
		}
	}
	return b.String()
}
