package tally

import (
	"cmp"
	"context"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
)

// place is where a row is counted: its values by dimension, and its bucket, from 1.
type place struct {
	members [MaxDimensions]uint32
	bucket  int
}

// group is a group while rows are counted.
type group struct {
	at                              place
	rows, demands, actors, articles bag
	positions                       int
	first, last                     uint32 // days
}

// Count counts positions, or demands and positions, into groups.
func (q *Query) Count(ctx context.Context, s facts.Scanner) (*Result, error) {
	r, err := q.read(ctx, s)
	if err != nil {
		return nil, err
	}
	if q.by(Region) && q.Level != "" {
		if err := r.level(ctx, s); err != nil {
			return nil, err
		}
	}
	if q.by(Status) && q.Statuses != nil {
		if err := r.statuses(ctx, s); err != nil {
			return nil, err
		}
	}
	groups, err := r.groups()
	if err != nil {
		return nil, err
	}
	return r.result(groups), nil
}

// groups puts every row into its groups.
func (r *rows) groups() ([]*group, error) {
	byPlace := map[place]*group{}
	var all []*group
	places := 0
	for i := range r.all {
		row := &r.all[i]
		var values [MaxDimensions][]uint32
		for n, d := range r.q.By {
			if values[n] = r.values(row, d); len(values[n]) == 0 {
				values[n] = []uint32{0}
			}
		}
		at := place{}
		if r.q.Bucket != "" && r.days[row.day].sort != "" {
			at.bucket = r.days[row.day].bucket + 1
		}
		var put func(n int) error
		put = func(n int) error {
			if n < len(r.q.By) {
				for _, v := range values[n] {
					at.members[n] = v
					if err := put(n + 1); err != nil {
						return err
					}
				}
				return nil
			}
			g := byPlace[at]
			if g == nil {
				if len(all) == MaxGroups {
					return &TooMany{"groups"}
				}
				g = &group{at: at}
				byPlace[at] = g
				all = append(all, g)
			}
			if places++; places > MaxPlaces {
				return &TooMany{"combinations of values"}
			}
			r.count(g, uint32(i), row)
			return nil
		}
		if err := put(0); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// values are the values of a row in a dimension, none where it has none.
func (r *rows) values(row *row, d Dimension) []uint32 {
	one := func(id uint32) []uint32 {
		if id == 0 {
			return nil
		}
		return []uint32{id}
	}
	about := r.about[row.demand]
	switch d {
	case Actor, Demander:
		return one(row.actor)
	case ActorType:
		return one(row.actorType)
	case Addressee:
		return about.addressees
	case Topic:
		return about.topics
	case Region:
		return about.regions
	case Kind:
		return one(row.kind)
	case Side:
		return one(r.names.id(string(demand.PositionKind(r.names.text[row.kind]).Side())))
	case Status:
		return one(about.status)
	case Certainty:
		return one(row.certainty)
	case Publisher:
		return r.published.all[row.publishers]
	}
	return nil
}

// count counts a row into a group.
func (r *rows) count(g *group, i uint32, row *row) {
	g.rows.add(i)
	g.demands.add(row.demand)
	if row.none {
		return
	}
	g.positions++
	g.actors.add(row.actor)
	for _, a := range r.articles.all[row.articles] {
		g.articles.add(a)
	}
	d := &r.days[row.day]
	if d.sort == "" {
		return
	}
	if first := &r.days[g.first]; g.first == 0 || cmp.Or(strings.Compare(d.sort, first.sort), finer(d, first)) < 0 {
		g.first = row.day
	}
	if last := &r.days[g.last]; g.last == 0 || cmp.Or(strings.Compare(last.sort, d.sort), finer(d, last)) < 0 {
		g.last = row.day
	}
}

// finer puts the more precise of two dates first: at an event, a date that is a month
// counts on the same day as one that is a day.
func finer(a, b *day) int {
	if a.date == b.date {
		return 0
	}
	return cmp.Or(cmp.Compare(len(b.date.String()), len(a.date.String())), a.date.Compare(b.date))
}

// result chooses the groups that are shown, and counts the others.
func (r *rows) result(all []*group) *Result {
	counts := make(map[*group][4]int, len(all))
	kept := all[:0:0]
	for _, g := range all {
		c := [4]int{Demands: g.demands.count(), Positions: g.positions, Actors: g.actors.count(), Articles: g.articles.count()}
		counts[g] = c
		holds := true
		for i, n := range c {
			holds = holds && r.q.Having[i].holds(n)
		}
		if holds {
			kept = append(kept, g)
		}
	}
	r.sort(kept, counts)
	out := &Result{Truncated: len(kept) > r.q.First}
	kept = kept[:min(len(kept), r.q.First)]
	out.OtherGroups = len(all) - len(kept)
	var demands, positions bag
	for _, g := range kept {
		demands, positions = append(demands, g.demands...), append(positions, g.rows...)
		out.Groups = append(out.Groups, r.group(g, counts[g]))
	}
	out.OtherDemands = r.demands() - demands.count()
	positions.compact()
	for _, i := range positions {
		if !r.all[i].none {
			out.OtherPositions--
		}
	}
	for i := range r.all {
		if !r.all[i].none {
			out.OtherPositions++
		}
	}
	return out
}

// demands is how many demands the rows are on.
func (r *rows) demands() int {
	var demands bag
	for i := range r.all {
		demands.add(r.all[i].demand)
	}
	return demands.count()
}

func (r *rows) group(g *group, counts [4]int) Group {
	out := Group{Members: make([]string, len(r.q.By)), Counts: counts, First: r.days[g.first].date, Last: r.days[g.last].date}
	for n := range r.q.By {
		out.Members[n] = r.names.text[g.at.members[n]]
	}
	if g.at.bucket > 0 {
		out.Start, out.End = r.q.Bucket.Days(g.at.bucket - 1)
	}
	return out
}
