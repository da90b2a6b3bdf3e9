package plover

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"demandgraph/demand"
)

// record is one record, as the file has it. Fields that are not used are not read.
type record struct {
	ID        string `json:"id"`
	Date      string `json:"date"`
	Source    actors `json:"source"`
	Target    actors `json:"target"`
	Event     string `json:"event"`
	Mode      string `json:"mode"`
	EventText string `json:"eventText"`
	EventLoc  struct {
		Name string `json:"name"`
	} `json:"eventLoc"`
	Context  string `json:"context"`
	Text     string `json:"text"`
	TextInfo struct {
		Markup string `json:"markup"`
	} `json:"textInfo"`
	Language    string `json:"language"`
	Publication string `json:"publication"`
	Coder       string `json:"coder"`
}

// actor is one of the actors of a record.
type actor struct {
	Text   string `json:"actorText"`
	Code   string `json:"code"`
	Sector string `json:"sector"`
}

// actors are a list, or an empty string where there are none.
type actors []actor

// UnmarshalJSON reads a list of actors or an empty string.
func (a *actors) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	switch {
	case bytes.Equal(data, []byte(`""`)), bytes.Equal(data, []byte("null")):
		*a = nil
		return nil
	case len(data) == 0 || data[0] != '[':
		return fmt.Errorf("actors are %.40s; want a list", data)
	}
	var list []actor
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	for i := range list {
		one := &list[i]
		one.Code, one.Sector = strings.TrimSpace(one.Code), strings.TrimSpace(one.Sector)
		if clean(one.Text) == "" && one.Code == "" {
			return errors.New("an actor has neither actorText nor code")
		}
	}
	*a = list
	return nil
}

// readRecord reads a record from JSON and says what is wrong with it.
func readRecord(data []byte) (*record, error) {
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		var typ *json.UnmarshalTypeError
		switch {
		case !errors.As(err, &typ):
			return &r, err
		case typ.Field == "":
			return &r, fmt.Errorf("a record is a JSON object, not a %s", typ.Value)
		}
		return &r, fmt.Errorf("%s is a JSON %s, which it cannot be", typ.Field, typ.Value)
	}
	return &r, nil
}

// check says what keeps a record that words or implies a demand from being loaded.
func (r *record) check() error {
	switch {
	case strings.TrimSpace(r.Text) == "":
		return errors.New("text is missing; a record is a sentence")
	case len(r.Source) == 0:
		return fmt.Errorf("source is missing: nobody acts in this %s", r.Event)
	}
	if _, err := demand.ParseDate(r.Date); err != nil {
		return err
	}
	return nil
}
