package gdelt

import (
	"bytes"
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

// Streaming says that files need not fit in memory.
func (Loader) Streaming() bool { return true }

// Detect reports whether a file begins with a row of events or of mentions.
func (Loader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	line, err := events.NewLines(bytes.NewReader(head)).Next()
	if err != nil {
		return false
	}
	var fields [maxColumns]string
	n := events.SplitText(string(line), fields[:])
	return isEvents(fields[:], n) != nil || isMentions(fields[:], n)
}

// reader reads the rows of one file of events.
type reader struct {
	*events.Builder
	all      bool
	resolver *events.Resolver
	layout   *layout // nil before the first line
	mentions *mentions
	left     int // mentions in a file of mentions
	raw      [maxColumns][]byte
	fields   [maxColumns]string
}

// Read reads the rows of a file of events. One of mentions gives a warning and nothing else.
func (l Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	b, file, err := events.Open(Format, src, l.Options, yield)
	if err != nil {
		return err
	}
	defer file.Close()
	r := &reader{Builder: b, all: l.All, resolver: events.NewResolver(l.Options)}
	if beside := besideOf(src); beside != nil {
		var warning string
		if r.mentions, warning, err = readMentions(ctx, beside); err != nil {
			return err
		}
		if warning != "" {
			if err := b.Warn(0, "", warning); err != nil {
				return err
			}
		}
	}
	return b.Read(ctx, file, false, r.line)
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
	if !r.all && events.CheckCode(string(code)) == nil && !events.Concerns(string(code)) {
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
