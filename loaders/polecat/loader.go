package polecat

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/events"
)

// Format is the format's name.
const Format = "polecat"

// Loader reads POLECAT files. The zero value is ready to use.
type Loader struct{ events.Options }

var _ loaders.Streamer = Loader{}

// Name is the format's name.
func (Loader) Name() string { return Format }

// Detect reports whether a file begins with the column names of POLECAT.
func (Loader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	return header(events.FirstLine(head)) != nil
}

// The columns that are read.
const (
	eventID = iota
	eventDate
	eventType
	eventMode
	actorName
	actorCountry
	actorSectors
	recipientName
	recipientCountry
	recipientSectors
	placename
	city
	district
	province
	country
	latitude
	longitude
	geonamesID
	source
	publicationDate
	language
	columnCount
)

// columnNames are the names of the columns that are read. Without the first five there is no event.
var columnNames = [columnCount]string{"event id", "event date", "event type", "event mode", "actor name", "actor country", "actor sectors",
	"recipient name", "recipient country", "recipient sectors", "placename", "city", "district", "province", "country", "latitude", "longitude",
	"geonames id", "source", "publication date", "language"}

const needed = 5

// surplus are names that some files have in the line of names and not in the rows.
var surplus = []string{"headline", "event text", "feed", "story id"}

// columns is where the columns stand.
type columns struct {
	count int // of names
	short int // of names without those that are surplus
	at    [columnCount]int
	bare  [columnCount]int // in rows without the surplus ones
}

// header reads the line of column names, nil for any other.
func header(line string) *columns {
	names := strings.Split(line, "\t")
	if len(names) > maxColumns {
		return nil
	}
	c := &columns{count: len(names)}
	for i := range c.at {
		c.at[i], c.bare[i] = -1, -1
	}
	for i, name := range names {
		name = strings.ToLower(events.Given(name))
		if at := slices.Index(columnNames[:], name); at >= 0 && c.at[at] < 0 {
			c.at[at], c.bare[at] = i, c.short
		}
		if !slices.Contains(surplus, name) && name != "" {
			c.short++
		}
	}
	if slices.Contains(c.at[:needed], -1) || c.at[recipientName] < 0 {
		return nil
	}
	return c
}

// maxColumns is the most columns that a table may have.
const maxColumns = 64

// reader reads the rows of one file.
type reader struct {
	events.File
	columns *columns // nil before the first line
	at      *[columnCount]int
	fields  [maxColumns]string
}

// Read reads the rows of a file.
func (l Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	return l.Each(ctx, Format, src, yield, true, func(f events.File) (func([]byte, int) error, error) {
		r := &reader{File: f}
		return r.line, nil
	})
}

// line reads a line; the first is the names of the columns.
func (r *reader) line(line []byte, number int) error {
	if r.columns == nil {
		if r.columns = header(string(line)); r.columns == nil {
			return fmt.Errorf("line %d: these are not the column names of POLECAT", number)
		}
		return nil
	}
	clear(r.fields[:])
	n := events.SplitText(string(line), r.fields[:])
	for n > r.columns.short && n <= maxColumns && n != r.columns.count && r.fields[n-1] == "" { // empty columns at the end
		n--
	}
	switch n {
	case r.columns.count:
		r.at = &r.columns.at
	case r.columns.short:
		r.at = &r.columns.bare
	default:
		return r.Reject(number, short(r.fields[0]), fmt.Sprintf("the row has %d fields; the file has %d columns", n, r.columns.count))
	}
	return r.row(number)
}

// get is the value of a column in the row at hand, "" for none.
func (r *reader) get(column int) string {
	at := r.at[column]
	if at < 0 {
		return ""
	}
	return events.Given(r.fields[at])
}

// short is the beginning of what should be an id.
func short(id string) string { return strings.ToValidUTF8(id[:min(60, len(id))], "") }
