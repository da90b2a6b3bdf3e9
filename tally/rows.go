package tally

import (
	"context"
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
)

// row is what is kept of a position, or of a demand without one: numbers of names,
// sets and days, 0 for what is missing.
type row struct {
	demand, actor, actorType, kind, certainty uint32
	day                                       uint32 // in rows.days
	articles, publishers                      uint32 // sets
	none                                      bool   // there is no position
}

// day is when a position was taken: the day that it is counted on, and the date as told.
type day struct {
	sort   string // "" when unknown
	date   demand.Date
	bucket int
}

// about is what is known of a demand.
type about struct {
	addressees, topics, regions []uint32
	status                      uint32
}

// rows are the rows of a query.
type rows struct {
	q                   *Query
	names               *names
	articles, published *sets
	days                []day
	dayOf               map[day]uint32
	all                 []row
	about               map[uint32]*about // by demand
}

func (q *Query) newRows() *rows {
	n := newNames()
	return &rows{q: q, names: n, articles: newSets(n), published: newSets(n), days: []day{{}}, dayOf: map[day]uint32{{}: 0}, about: map[uint32]*about{}}
}

func (q *Query) by(d Dimension) bool { return slices.Contains(q.By, d) }

// makes says that the positions counted are those that make the demand.
func (q *Query) makes() bool {
	return q.Demands != nil && (q.by(Demander) || q.by(ActorType) || q.Bucket != "")
}

// want is what the dimensions need of demands and of positions.
func (q *Query) want() (ofDemands, ofPositions facts.Want) {
	for d, w := range map[Dimension]facts.Want{Addressee: facts.WantAddressees, Topic: facts.WantTopics, Region: facts.WantRegions} {
		if q.by(d) {
			ofDemands |= w
		}
	}
	if q.by(Status) {
		ofDemands |= facts.WantStatus
		if q.Statuses != nil {
			ofDemands |= facts.WantAddressees
		}
	}
	if q.by(ActorType) {
		ofPositions |= facts.WantTypes
	}
	if q.by(Publisher) {
		ofPositions |= facts.WantPublishers
	}
	if q.Articles {
		ofPositions |= facts.WantArticles
	}
	if q.Dates {
		ofPositions |= facts.WantEventDays
	}
	return ofDemands, ofPositions
}

// read reads the rows.
func (q *Query) read(ctx context.Context, s facts.Scanner) (*rows, error) {
	if q.Demands != nil {
		return q.readDemands(ctx, s)
	}
	ofDemands, ofPositions := q.want()
	var r *rows
	_, err := facts.Positions(ctx, s, q.Positions, ofDemands|ofPositions, func() func(*facts.Position) error {
		r = q.newRows()
		return func(p *facts.Position) error {
			d := r.names.id(p.Demand)
			if r.about[d] == nil {
				r.about[d] = r.newAbout(p.Addressees, p.Topics, p.Regions, p.Status)
			}
			r.add(p, d)
			return nil
		}
	})
	return r, err
}

// readDemands reads the demands first, and then the positions on them.
func (q *Query) readDemands(ctx context.Context, s facts.Scanner) (*rows, error) {
	ofDemands, ofPositions := q.want()
	var demands *rows
	var keys []string
	_, err := facts.Demands(ctx, s, q.Demands, ofDemands, func() func(*facts.Demand) error {
		demands, keys = q.newRows(), nil
		return func(d *facts.Demand) error {
			demands.about[demands.names.id(d.Key)] = demands.newAbout(d.Addressees, d.Topics, d.Regions, d.Status)
			keys = append(keys, d.Key)
			return nil
		}
	})
	if err != nil || len(keys) == 0 {
		return demands, err
	}
	slices.Sort(keys)
	where := q.Positions
	if len(q.Demands.Conditions) > 0 && len(keys) <= facts.MaxNarrowed {
		where = where.OnDemands(keys)
	}
	var counted, made map[uint32]bool
	_, err = facts.Positions(ctx, s, where, ofPositions, func() func(*facts.Position) error {
		demands.all, counted, made = nil, map[uint32]bool{}, map[uint32]bool{}
		return func(p *facts.Position) error {
			d, known := demands.names.of[p.Demand]
			if !known || demands.about[d] == nil {
				return nil
			}
			counted[d] = true
			if q.makes() && !p.Kind.Makes() {
				return nil
			}
			made[d] = true
			demands.add(p, d)
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		d := demands.names.id(key)
		if q.AsOf && !counted[d] {
			delete(demands.about, d)
		} else if !made[d] {
			demands.all = append(demands.all, row{demand: d, none: true})
		}
	}
	return demands, nil
}

func (r *rows) newAbout(addressees, topics, regions []string, status demand.Status) *about {
	return &about{r.names.ids(addressees), r.names.ids(topics), r.names.ids(regions), r.names.id(string(status))}
}

// add keeps a position.
func (r *rows) add(p *facts.Position, d uint32) {
	r.all = append(r.all, row{
		demand: d, actor: r.names.id(p.Principal(r.q.RollUp)), actorType: r.names.id(string(p.PrincipalType(r.q.RollUp))),
		kind: r.names.id(string(p.Kind)), certainty: r.names.id(string(p.Certainty)),
		day: r.day(p), articles: r.articles.id(p.Articles), publishers: r.published.id(p.Publishers),
	})
}

// day keeps when a position was taken. Its date is the one told, or else the event's.
func (r *rows) day(p *facts.Position) uint32 {
	d := day{sort: p.Day()}
	if d.sort == "" {
		return 0
	}
	if d.date = p.Date; d.date.IsZero() {
		d.date = p.EventStart
	}
	if r.q.Bucket != "" {
		d.bucket = r.q.Bucket.Bucket(d.sort)
	}
	id, ok := r.dayOf[d]
	if !ok {
		id = uint32(len(r.days))
		r.days, r.dayOf[d] = append(r.days, d), id
	}
	return id
}

// level puts in place of the regions of demands those of the level around them.
func (r *rows) level(ctx context.Context, s facts.Scanner) error {
	var named bag
	for _, a := range r.about {
		for _, id := range a.regions {
			named.add(id)
		}
	}
	named.compact()
	keys := make([]string, len(named))
	for i, id := range named {
		keys[i] = r.names.text[id]
	}
	slices.Sort(keys)
	regions, err := facts.Around(ctx, s, keys)
	if err != nil {
		return err
	}
	at := map[uint32][]uint32{}
	for _, id := range named {
		at[id] = r.names.ids(regions.At(r.names.text[id], r.q.Level))
	}
	for _, a := range r.about {
		var around bag
		for _, id := range a.regions {
			for _, up := range at[id] {
				around.add(up)
			}
		}
		around.compact()
		a.regions = around
	}
	return nil
}

// statuses works out the statuses of the demands as of the moment.
func (r *rows) statuses(ctx context.Context, s facts.Scanner) error {
	type group struct {
		demand, principal, taker uint32
		kind                     demand.PositionKind
	}
	where := r.q.Statuses
	if len(r.about) <= facts.MaxNarrowed {
		keys := make([]string, 0, len(r.about))
		for d := range r.about {
			keys = append(keys, r.names.text[d])
		}
		slices.Sort(keys)
		where = where.OnDemands(keys)
	}
	var last map[group]demand.LedgerEntry
	_, err := facts.Positions(ctx, s, where, 0, func() func(*facts.Position) error {
		last = map[group]demand.LedgerEntry{}
		return func(p *facts.Position) error {
			d, known := r.names.of[p.Demand]
			if !known || r.about[d] == nil {
				return nil
			}
			g := group{d, r.names.id(p.Principal(true)), r.names.id(p.Taker), p.Kind}
			if p.Sort > last[g].Last {
				last[g] = demand.LedgerEntry{Principal: p.Principal(true), Taker: p.Taker, Kind: p.Kind, Last: p.Sort, Position: p.Key}
			}
			return nil
		}
	})
	if err != nil {
		return err
	}
	ledgers := map[uint32][]demand.LedgerEntry{}
	for g, e := range last {
		ledgers[g.demand] = append(ledgers[g.demand], e)
	}
	for d, a := range r.about {
		addressees := make([]string, len(a.addressees))
		for i, id := range a.addressees {
			addressees[i] = r.names.text[id]
		}
		status, _ := demand.StatusOfLedger(ledgers[d], addressees)
		a.status = r.names.id(string(status))
	}
	return nil
}
