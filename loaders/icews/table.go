package icews

import (
	"fmt"
	"strings"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/events"
)

// columnCount is the number of columns of the table.
const columnCount = 20

// The columns, in their order.
const (
	eventID = iota
	eventDate
	sourceName
	sourceSectors
	sourceCountry
	eventText
	cameoCode
	intensity
	targetName
	targetSectors
	targetCountry
	storyID
	sentenceNumber
	publisher
	city
	district
	province
	country
	latitude
	longitude
)

// columnNames are the names of the columns.
var columnNames = [columnCount]string{"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
	"Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province",
	"Country", "Latitude", "Longitude"}

// header reads the line of column names, in whatever order; ok is false for any other line.
func header(fields []string, n int) (at [columnCount]int, ok bool) {
	if n != columnCount {
		return at, false
	}
	by := map[string]int{}
	for i, f := range fields {
		by[strings.ToLower(events.Given(f))] = i
	}
	for i, name := range columnNames {
		if at[i], ok = by[strings.ToLower(name)]; !ok {
			return at, false
		}
	}
	return at, true
}

// plausible reports whether fields can be a row of the table without a line of names.
func plausible(fields *[columnCount]string) bool {
	_, err := events.ParseDay(events.Given(fields[eventDate]))
	return err == nil && digits(events.Given(fields[eventID])) && events.CheckCode(events.Given(fields[cameoCode])) == nil
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// row reads a row of the table.
func (r *reader) row(line []byte, number int) error {
	if n := events.Split(line, r.raw[:]); n != columnCount {
		return r.Reject(number, "", fmt.Sprintf("the row has %d fields; one of ICEWS has %d", n, columnCount))
	}
	// Most rows of a whole file are left out, by their code alone.
	if code := r.raw[r.columns[cameoCode]]; !r.All && events.CheckCode(string(code)) == nil && !events.Concerns(string(code)) {
		r.Left()
		return nil
	}
	events.SplitText(string(line), r.fields[:])
	id := r.get(eventID)
	row, err := r.tableRow()
	if err != nil {
		return r.Reject(number, id, err.Error())
	}
	if !r.All && !events.Concerns(row.Code) {
		r.Left()
		return nil
	}
	row.Line = number
	row.Note = note(id, r.get(sentenceNumber))
	return r.Add(row.Date.String(), row)
}

// get is the value of a column in the row at hand, "" for none.
func (r *reader) get(column int) string { return events.Given(r.fields[r.columns[column]]) }

// tableRow makes a row of the fields at hand.
func (r *reader) tableRow() (*events.Row, error) {
	date, err := events.ParseDay(r.get(eventDate))
	if err != nil {
		return nil, err
	}
	if date.IsZero() {
		return nil, fmt.Errorf("there is no date")
	}
	code, err := codeOf(r.get(cameoCode), r.get(eventText))
	if err != nil {
		return nil, err
	}
	row := &events.Row{Date: date, Code: code, Source: r.party(sourceName, sourceSectors, sourceCountry),
		Target: r.party(targetName, targetSectors, targetCountry), Place: r.place()}
	if story := r.get(storyID); story != "" {
		row.Shown = []events.Shown{{Article: change.Article{Key: storyKey(story), Publisher: r.get(publisher)}}}
	}
	return row, nil
}

func (r *reader) party(name, sectors, country int) *events.Party {
	return r.Named(r.get(name), events.CountryByName(r.get(country)), events.Official(r.get(sectors)))
}

func (r *reader) place() *events.Place {
	return r.Find(events.Location{Country: events.CountryByName(r.get(country)), Province: r.get(province), District: r.get(district),
		Town: r.get(city), Latitude: r.get(latitude), Longitude: r.get(longitude)})
}

// storyKey is the key of the article that a story ID stands for.
func storyKey(story string) string {
	if digits(story) && len(story) < 40 {
		return "icews-story-" + story
	}
	key, _ := demand.MakeKey(story)
	return demand.HashedKey("icews-story-"+key, story)
}

// note says which event of the file a row is.
func note(id, sentence string) string {
	switch {
	case sentence == "":
		return strings.TrimSuffix("event "+id, "event ")
	case id == "":
		return "sentence " + sentence
	}
	return "event " + id + ", sentence " + sentence
}
