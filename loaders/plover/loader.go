package plover

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"demandgraph/loaders"
)

// Loader reads PLOVER gold-standard records. The zero value is ready to use.
type Loader struct{}

var _ loaders.Loader = Loader{}

// Name is the format's name.
func (Loader) Name() string { return Format }

// Detect reports whether a file is a JSON array whose first object has an id and an event
// of PLOVER, as far as it is there.
func (Loader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(head, []byte("\uFEFF"))))
	for _, want := range []json.Delim{'[', '{'} {
		if t, err := dec.Token(); err != nil || t != want {
			return false
		}
	}
	found := map[string]bool{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return false
		}
		var value any
		if err := dec.Decode(&value); err != nil {
			return false // cut off, or no JSON
		}
		text, _ := value.(string)
		_, event := meanings[text]
		if name == "id" && text != "" || name == "event" && event {
			found[fmt.Sprint(name)] = true
		}
		if len(found) == 2 {
			return true
		}
	}
	return false
}

// Read reads the records of a file, one at a time. Those that name no demand become no
// document; the last record handed over is of none, and warns how many there were and why.
func (Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	r := &reader{src: src, converter: converter{names: map[string]string{}}, places: map[string]int{}, skipped: map[string]int{}}
	all := newArray(file)
	yielded := false
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, line, err := all.next()
		if errors.Is(err, io.EOF) {
			break
		}
		var next *loaders.Record
		var fault *unreadable // after which next gives io.EOF
		switch {
		case errors.As(err, &fault):
			next = r.bad("", fault.line, fault.message)
		case err != nil:
			return err
		default:
			next = r.record(data, line)
		}
		if next == nil {
			continue
		}
		if err := yield(next); err != nil {
			return err
		}
		yielded = true
	}
	if !yielded {
		return r.nothing()
	}
	if len(r.skipped) == 0 {
		return nil
	}
	left := &loaders.Record{Name: "skipped"}
	for _, event := range slices.Sorted(maps.Keys(r.skipped)) {
		left.Warnings = append(left.Warnings, loaders.Problem{File: src.Path, Message: r.skip(event)})
	}
	return yield(left)
}

// reader reads the records of one source.
type reader struct {
	converter
	src     *loaders.Source
	number  int            // of the record, from 1
	places  map[string]int // line of each record by the key of its article
	skipped map[string]int // records by event
}

// record reads one record. It is nil for one that is skipped.
func (r *reader) record(data []byte, line int) *loaders.Record {
	r.number++
	if at, message, ok := loaders.CheckUTF8(data); !ok {
		return r.bad("", line+at.Line-1, message)
	}
	read, err := readRecord(data)
	is, known := meanings[read.Event]
	if err == nil && is.skipped != "" {
		r.skipped[read.Event]++
		return nil
	}
	key := madeKey(read.ID)
	switch {
	case err != nil:
	case strings.TrimSpace(read.ID) == "":
		err = errors.New("id is missing; a record has one")
	case read.Event == "":
		err = errors.New("event is missing")
	case !known:
		err = fmt.Errorf("%q is no event of PLOVER%s", read.Event, loaders.DidYouMean(read.Event, slices.Sorted(maps.Keys(meanings))))
	default:
		err = read.check()
	}
	if before, twice := r.places[key]; err == nil && twice {
		err = fmt.Errorf("the id is that of the record at line %d too", before)
	}
	if err != nil {
		return r.bad(read.ID, line, err.Error())
	}
	r.places[key] = line
	doc, warnings := r.document(read, is, key, line)
	doc.Source, doc.Path = fmt.Sprintf("%s#%s", r.src.Path, read.ID), r.src.Name
	out := &loaders.Record{Document: doc, Name: read.ID, Line: line}
	for _, w := range warnings {
		out.Warnings = append(out.Warnings, loaders.Problem{File: r.src.Path, Place: loaders.Place{Line: line}, Record: read.ID, Message: w})
	}
	return out
}

// bad is a record that cannot be loaded.
func (r *reader) bad(id string, line int, message string) *loaders.Record {
	name := cmp.Or(strings.TrimSpace(id), fmt.Sprintf("record %d", r.number))
	return &loaders.Record{Name: name, Line: line, Problems: []loaders.Problem{{File: r.src.Path,
		Place: loaders.Place{Line: line}, Record: name, Message: name + ": " + message}}}
}

// skip says how many records of an event were skipped, and why.
func (r *reader) skip(event string) string {
	records := "records"
	if r.skipped[event] == 1 {
		records = "record"
	}
	return fmt.Sprintf("skipped %d %s of %s: %s", r.skipped[event], records, event, meanings[event].skipped)
}

// nothing is the error of a source without any record to load.
func (r *reader) nothing() error {
	var why []string
	for _, event := range slices.Sorted(maps.Keys(r.skipped)) {
		why = append(why, r.skip(event))
	}
	if why == nil {
		why = []string{"the array is empty"}
	}
	return fmt.Errorf("no record to load: %s", strings.Join(why, "; "))
}
