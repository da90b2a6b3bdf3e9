package gdelt

import (
	"fmt"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/events"
)

// maxColumns is the most columns that a table has.
const maxColumns = 61

// The columns that all tables of events have at the same place. Those of the second actor are
// the same as those of the first, actorColumns further.
const (
	globalEventID = 0
	sqlDate       = 1
	actor1Code    = 5
	actorName     = 1 // from the code of the actor
	actorCountry  = 2
	actorGroup    = 3
	actorType1    = 7
	actorColumns  = 10
	eventCode     = 26
	quadClass     = 29
)

// layout is where a table of events has its other columns.
type layout struct {
	columns   int
	actionGeo int // the type of the event's place; name, country and first level follow
	latitude  int // of the event's place; longitude follows
	dateAdded int
	url       int // -1 for none
}

// layouts by the number of columns. Event tables of before April 2013 have no URL.
var layouts = map[int]*layout{
	57: {57, 49, 53, 56, -1},
	58: {58, 49, 53, 56, 57},
	61: {61, 51, 56, 59, 60},
}

// isEvents finds the layout of a row of events by the number of its columns, if there stands in
// them what has to; nil for any other.
func isEvents(fields []string, n int) *layout {
	l := layouts[n]
	if l == nil || !digits(fields[globalEventID]) || len(fields[sqlDate]) != 8 || !digits(fields[sqlDate]) {
		return nil
	}
	if added := fields[l.dateAdded]; !digits(added) || len(added) != 8 && len(added) != 14 {
		return nil
	}
	if quad := fields[quadClass]; len(quad) != 1 || quad < "1" || quad > "4" {
		return nil
	}
	return l
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func wrongColumns(n int) string {
	if layouts[n] != nil {
		return "the row has the number of columns of events, but not a number, a date and a class where these stand"
	}
	return fmt.Sprintf("the row has %d columns; events have 57, 58 or 61", n)
}

// row makes a row of the fields at hand.
func (r *reader) row() (*events.Row, error) {
	date, err := events.ParseDay(r.fields[sqlDate])
	if err != nil {
		return nil, err
	}
	code := r.fields[eventCode]
	if err := events.CheckCode(code); err != nil {
		return nil, err
	}
	id := r.fields[globalEventID]
	row := &events.Row{Date: date, Code: strings.Clone(code), Vocabulary: events.GDELT, Source: r.actor(actor1Code), Target: r.actor(actor1Code + actorColumns),
		Place: r.place(), Note: "event " + id, Shown: r.mentions.of(id)}
	if len(row.Shown) == 0 && r.layout.url >= 0 {
		if article, ok := article(r.fields[r.layout.url]); ok {
			row.Shown = []events.Shown{{Article: article}}
		}
	}
	return row, nil
}

// actor finds the actor whose code stands at a column; nil for none.
func (r *reader) actor(at int) *events.Party {
	f := r.fields[at:]
	kind := f[actorType1]
	if group := f[actorGroup]; kind == "" && len(group) == 3 {
		kind = group
	}
	if code := f[0]; kind == "" && f[actorCountry] == "" && len(code) >= 3 {
		kind = code[:3] // IGOUNO
	}
	return r.Coded(f[actorName], f[0], f[actorCountry], kind)
}

// place finds the place of the event; nil for none.
func (r *reader) place() *events.Place {
	f := r.fields[r.layout.actionGeo:]
	l := events.Location{Country: events.CountryByFIPS(f[2])}
	name, rest, _ := strings.Cut(f[1], ",")
	first, _, _ := strings.Cut(rest, ",")
	switch f[0] {
	case "1":
		return r.Find(l)
	case "2", "5":
		l.Province, l.FIPS = strings.TrimSpace(name), f[3]
	case "3", "4":
		l.Town, l.Province, l.FIPS = strings.TrimSpace(name), strings.TrimSpace(first), f[3]
		l.Latitude, l.Longitude = r.fields[r.layout.latitude], r.fields[r.layout.latitude+1]
	default:
		return nil
	}
	if len(l.FIPS) <= 2 || strings.HasSuffix(l.FIPS, "00") { // the country again: no first level is known
		l.FIPS = ""
		if l.Town != "" {
			l.Province = ""
		}
	}
	return r.Find(l)
}

// article is the article that a URL, or a citation, stands for; ok is false for neither.
func article(address string) (a change.Article, ok bool) {
	address = strings.TrimSpace(address)
	if address == "" || strings.EqualFold(address, "BBC Monitoring") {
		return a, false
	}
	if strings.Contains(address, "://") {
		key, err := demand.ArticleKey(address, "", demand.Date{}, "")
		return change.Article{Key: key, URL: demand.CanonicalURL(address)}, err == nil
	}
	made, _ := demand.MakeKey(address)
	return change.Article{Key: demand.HashedKey(made, "citation", address), Title: strings.Clone(address)}, true
}
