package gdelt

import (
	"context"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/events"
)

// Format is the format's name.
const Format = "gdelt"

// Loader reads GDELT's events with their mentions. The zero value is ready to use.
type Loader struct{ events.Options }

var _ loaders.Streamer = Loader{}

// Name is the format's name.
func (Loader) Name() string { return Format }

// Detect reports whether a file begins with a row of events or of mentions.
func (Loader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	var fields [maxColumns]string
	n := events.SplitText(events.FirstLine(head), fields[:])
	return isEvents(fields[:], n) != nil || isMentions(fields[:], n)
}

// reader reads the rows of one file of events.
type reader struct {
	events.File
	layout   *layout // nil before the first line
	mentions *mentions
	left     int // mentions in a file of mentions
	raw      [maxColumns][]byte
	fields   [maxColumns]string
}

// Read reads the rows of a file of events. One of mentions gives a warning and nothing else.
func (l Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	return l.Each(ctx, Format, src, yield, false, func(f events.File) (func([]byte, int) error, error) {
		r := &reader{File: f}
		beside := besideOf(src)
		if beside == nil {
			return r.line, nil
		}
		var warning string
		var err error
		if r.mentions, warning, err = readMentions(ctx, beside); err == nil && warning != "" {
			err = r.Warn(0, "", warning)
		}
		return r.line, err
	})
}

// line reads a line of a file of events. Its first good line tells how many columns all have.
func (r *reader) line(line []byte, number int) error {
	n := events.Split(line, r.raw[:])
	if n == mentionColumns || n == mentionColumns-1 {
		events.SplitText(string(line), r.fields[:])
		if isMentions(r.fields[:], n) {
			if r.left++; r.left == 1 {
				return r.Warn(number, "", "mentions are read with the file of events of the same name beside them; by themselves they tell of nothing")
			}
			return nil
		}
	}
	if r.layout == nil || n != r.layout.columns {
		events.SplitText(string(line), r.fields[:])
		is := isEvents(r.fields[:], n)
		if is == nil {
			return r.Reject(number, string(r.raw[0][:min(40, len(r.raw[0]))]), wrongColumns(n))
		}
		r.layout = is
	}
	code := r.raw[eventCode]
	if !r.All && events.CheckCode(string(code)) == nil && !events.Concerns(string(code)) {
		r.Left()
		return nil
	}
	events.SplitText(string(line), r.fields[:])
	id := r.fields[globalEventID]
	row, err := r.row()
	if err != nil {
		return r.Reject(number, id, err.Error())
	}
	row.Line = number
	return r.Add(r.added(), row)
}

// added is the day on which the row at hand was added, by which rows become documents.
func (r *reader) added() string {
	day := r.fields[r.layout.dateAdded]
	if len(day) > 8 {
		day = day[:8]
	}
	if d, err := events.ParseDay(day); err == nil {
		return d.String()
	}
	return strings.Trim(r.fields[sqlDate], "#")
}
