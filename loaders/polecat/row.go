package polecat

import (
	"fmt"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/events"
)

// row reads the row at hand.
func (r *reader) row(number int) error {
	id := r.get(eventID)
	typ, mode := strings.ToUpper(r.get(eventType)), strings.ToLower(r.get(eventMode))
	if !events.PloverType(typ) {
		return r.Reject(number, id, fmt.Sprintf("%q is no type of event of PLOVER", short(typ)))
	}
	if !r.All && !events.PloverConcerns(typ) {
		r.Left()
		return nil
	}
	date, err := events.ParseDay(r.get(eventDate))
	if err == nil && date.IsZero() {
		err = fmt.Errorf("there is no date")
	}
	if err != nil {
		return r.Reject(number, id, err.Error())
	}
	row := events.Row{Line: number, Date: date, Plover: typ, Mode: mode, Place: r.place(), Note: note(id, mode)}
	if article, ok := r.article(id); ok {
		row.Shown = []events.Shown{{Article: article}}
	}
	for _, by := range r.parties(actorName, actorCountry, actorSectors) {
		for _, of := range r.parties(recipientName, recipientCountry, recipientSectors) {
			one := row
			one.Source, one.Target = by, of
			if err := r.Add(date.String(), &one); err != nil {
				return err
			}
		}
	}
	return nil
}

// maxParties is how many actors of one side are read; of more a row is most likely a list of names.
const maxParties = 8

// parties are the actors of one side, one that is nil where none is named.
func (r *reader) parties(name, country, sectors int) []*events.Party {
	names, countries := list(r.get(name)), list(r.get(country))
	official := organ(r.get(sectors))
	var all []*events.Party
	for i, name := range names {
		if len(all) == maxParties {
			break
		}
		var of *events.Country
		switch {
		case len(countries) == 1:
			of = events.CountryByCode(countries[0])
		case len(countries) == len(names):
			of = events.CountryByCode(countries[i])
		}
		if p := r.Named(name, of, official && len(names) == 1); p != nil {
			all = append(all, p)
		}
	}
	if len(names) == 0 && len(countries) == 1 { // a country's actor without a name
		if of := events.CountryByCode(countries[0]); of != nil && official {
			all = append(all, r.Named(of.Name, of, true))
		}
	}
	if all == nil {
		all = []*events.Party{nil}
	}
	return all
}

// list divides a list, without what says that there is no value.
func list(field string) []string {
	var all []string
	for part := range strings.SplitSeq(field, ";") {
		for one := range strings.SplitSeq(part, "|") {
			if one = events.Given(one); one != "" {
				all = append(all, one)
			}
		}
	}
	return all
}

// organ reports whether sectors are those of one who acts for a state; they are codes of PLOVER.
func organ(sectors string) bool {
	official := false
	for _, s := range list(sectors) {
		switch strings.ToUpper(s) {
		case "IGO":
			return false
		case "GOV", "MIL", "COP", "SPY", "JUD", "LEG":
			official = true
		}
	}
	return official
}

// place finds the place of the event; nil for none.
func (r *reader) place() *events.Place {
	of := events.CountryByCode(r.get(country))
	if of == nil {
		of = events.CountryByName(r.get(country))
	}
	l := events.Location{Country: of, Province: r.get(province), District: r.get(district), Town: r.get(city), GeoNamesID: r.get(geonamesID)}
	if l.Town != "" || l.District != "" {
		l.Latitude, l.Longitude = r.get(latitude), r.get(longitude)
	} else {
		l.GeoNamesID = "" // that of the country or of its first level
	}
	return r.Find(l)
}

// article is the article that an event is of.
func (r *reader) article(id string) (a change.Article, ok bool) {
	hash, _, _ := strings.Cut(id, "_")
	if hash == "" {
		return a, false
	}
	key := "polecat-" + strings.ToLower(hash)
	if demand.ValidKey(key) != nil {
		key = demand.HashedKey("polecat", hash)
	}
	a = change.Article{Key: key, Publisher: r.get(source), Language: r.get(language)}
	if day, err := events.ParseDay(r.get(publicationDate)); err == nil {
		a.PublishedAt = day
	}
	return a, true
}

// note says which event of the file a row is, and its mode.
func note(id, mode string) string {
	n := "event " + id
	if mode != "" {
		n += ", mode: " + mode
	}
	return n
}
