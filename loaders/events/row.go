package events

import (
	"fmt"
	"io/fs"
	"strconv"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/loaders/gazetteer"
)

// Options are what the loaders of event data have in common. The zero value is ready to use.
type Options struct {
	// Window is how long rows of one demander, addressee and code stand for one demand; a
	// quarter when empty.
	Window Window
	// All loads rows of codes that make or answer no demand too, as events.
	All bool
	// Countries lets every actor of a country act for it, not only the bodies of its state.
	Countries bool
	// Known finds the key of an actor that is known by other means under a name, "" for none;
	// nil knows none. The actor must be in the graph.
	Known func(name string) string
	// Places are the places of a gazetteer; with nil only countries are known.
	Places *Places
}

// Window is a part of the calendar.
type Window string

// The windows.
const (
	Month   Window = "month"
	Quarter Window = "quarter"
	Year    Window = "year"
)

// ParseWindow reads the name of a window; "" is a quarter.
func ParseWindow(name string) (Window, error) {
	switch w := Window(name); w {
	case "":
		return Quarter, nil
	case Month, Quarter, Year:
		return w, nil
	}
	return "", fmt.Errorf("there is no window %q; windows are %s, %s, %s", name, Month, Quarter, Year)
}

// months is the length of the window.
func (w Window) months() int {
	switch w {
	case Month:
		return 1
	case Year:
		return 12
	}
	return 3
}

// of numbers the window that a day is in.
func (w Window) of(day demand.Date) int {
	s := day.First()
	year, _ := strconv.Atoi(s[:4])
	month, _ := strconv.Atoi(s[5:7])
	return (year*12 + month - 1) / w.months()
}

// start is the first day of a window.
func (w Window) start(n int) string {
	m := n * w.months()
	return fmt.Sprintf("%04d-%02d-01", m/12, m%12+1)
}

// Vocabulary is whose names and meanings codes have.
type Vocabulary int

// The vocabularies.
const (
	CAMEO Vocabulary = iota
	GDELT            // CAMEO as GDELT uses it
)

// Row is one row of event data.
type Row struct {
	Line   int
	Date   demand.Date // a day
	Source *Party      // who acts; nil where the row does not say
	Target *Party      // toward whom; nil where the row does not say

	Code         string // of CAMEO, or
	Plover, Mode string // type and mode of PLOVER
	Vocabulary   Vocabulary

	Place *Place // where it was said or done, or nil
	Note  string // the number of the row's event, and the sentence
	Shown []Shown
}

// Shown is what shows a row: an article, and where it says so as far as that is known.
type Shown struct {
	Article    change.Article
	Annotation change.Annotation // Article is filled in
}

// NewPlaces reads the tables of a gazetteer.
func NewPlaces(fsys fs.FS) (*Places, error) {
	regions, err := gazetteer.Read(fsys)
	if err != nil {
		return nil, err
	}
	return indexPlaces(regions, fsys)
}
