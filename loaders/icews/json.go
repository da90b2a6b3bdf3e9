package icews

import (
	"encoding/json"
	"errors"
	"fmt"

	"demandgraph/loaders/events"
)

// jsonRow is a line of JSON. Qualifier and family, which others have, are not needed.
type jsonRow struct {
	Date     string    `json:"date"`
	Source   jsonActor `json:"source"`
	Relation string    `json:"relation"`
	Cameo    string    `json:"cameo"`
	Target   jsonActor `json:"target"`
}

type jsonActor struct {
	Name    string `json:"name"`
	Country string `json:"country"`
	ISO3    string `json:"iso3"`
}

// parseJSON reads a line of JSON.
func parseJSON(line []byte) (*jsonRow, error) {
	var row jsonRow
	if err := json.Unmarshal(line, &row); err != nil {
		var typ *json.UnmarshalTypeError
		if errors.As(err, &typ) && typ.Field != "" {
			return nil, fmt.Errorf("%s is a JSON %s, which it cannot be", typ.Field, typ.Value)
		}
		return nil, err
	}
	switch {
	case row.Date == "":
		return nil, errors.New("date is missing")
	case row.Source.Name == "" && row.Target.Name == "":
		return nil, errors.New("there is neither a source nor a target")
	case row.Cameo == "" && row.Relation == "":
		return nil, errors.New("there is neither a relation nor its code")
	}
	return &row, nil
}

// object reads a row that is a line of JSON.
func (r *reader) object(line []byte, number int) error {
	in, err := parseJSON(line)
	if err != nil {
		return r.Reject(number, "", err.Error())
	}
	date, err := events.ParseDay(in.Date)
	if err != nil {
		return r.Reject(number, "", err.Error())
	}
	code, err := codeOf(events.Given(in.Cameo), in.Relation)
	if err != nil {
		return r.Reject(number, "", err.Error())
	}
	if !r.All && !events.Concerns(code) {
		r.Left()
		return nil
	}
	row := &events.Row{Line: number, Date: date, Code: code, Source: r.actor(&in.Source), Target: r.actor(&in.Target)}
	return r.Add(date.String(), row)
}

// actor finds an actor, whose name says its country where it is known.
func (r *reader) actor(a *jsonActor) *events.Party {
	country := events.CountryByCode(a.ISO3)
	if country == nil {
		country = events.CountryByName(a.Country)
	}
	return r.Named(a.Name, country, false)
}
