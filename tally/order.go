package tally

import (
	"cmp"
	"slices"
	"strings"

	"demandgraph/demand"
)

// order puts groups into the order asked.
type order struct {
	*rows
	counts map[*group][4]int
	ranks  [MaxDimensions]map[string]int // of values of an enum, in the order of the model
}

func (r *rows) sort(groups []*group, counts map[*group][4]int) {
	o := &order{rows: r, counts: counts}
	for n, d := range r.q.By {
		if enum := d.enum(); enum != "" {
			o.ranks[n] = map[string]int{}
			for i, value := range demand.EnumValues(enum) {
				o.ranks[n][value] = i
			}
		}
	}
	slices.SortFunc(groups, func(a, b *group) int { return cmp.Or(o.asked(a, b), o.members(a, b)) })
}

// asked compares by what the order is by.
func (o *order) asked(a, b *group) int {
	switch o.q.Order.By {
	case ByDemands:
		return o.number(a, b, Demands)
	case ByPositions:
		return o.number(a, b, Positions)
	case ByActors:
		return o.number(a, b, Actors)
	case ByArticles:
		return o.number(a, b, Articles)
	case ByFirst:
		return o.days(a.first, b.first)
	case ByLast:
		return o.days(a.last, b.last)
	}
	return 0
}

func (o *order) number(a, b *group, c Count) int {
	if o.q.Order.Desc {
		a, b = b, a
	}
	return cmp.Compare(o.counts[a][c], o.counts[b][c])
}

// days compares days, missing ones last in both directions.
func (o *order) days(a, b uint32) int {
	x, y := &o.rows.days[a], &o.rows.days[b]
	if (a == 0) != (b == 0) {
		return cmp.Compare(b, a)
	}
	if o.q.Order.Desc {
		x, y = y, x
	}
	return cmp.Or(strings.Compare(x.sort, y.sort), x.date.Compare(y.date))
}

// members compares by bucket, then by members, missing ones last in both directions.
func (o *order) members(a, b *group) int {
	desc := o.q.Order.By == ByGroup && o.q.Order.Desc
	turn := func(c int) int {
		if desc {
			return -c
		}
		return c
	}
	if x, y := a.at.bucket, b.at.bucket; x != y {
		if x == 0 || y == 0 {
			return cmp.Compare(y, x)
		}
		return turn(cmp.Compare(x, y))
	}
	for n := range o.q.By {
		x, y := a.at.members[n], b.at.members[n]
		switch {
		case x == y:
			continue
		case x == 0 || y == 0:
			return cmp.Compare(y, x)
		case o.ranks[n] != nil:
			return turn(cmp.Compare(o.ranks[n][o.names.text[x]], o.ranks[n][o.names.text[y]]))
		}
		return turn(strings.Compare(o.names.text[x], o.names.text[y]))
	}
	return 0
}
