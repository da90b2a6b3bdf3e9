package loaders

import (
	"io"
	"slices"
	"time"

	"demandgraph/change"
)

// Options say what a run does.
type Options struct {
	// Paths are the files and folders to load, or Sources what to load instead.
	Paths   []string
	Sources []*Source
	// Format is the name of the format of all files, or "" to detect it.
	Format string
	// Source is what the Import node says of where it all came from; Paths when "".
	Source string
	// Profile is the name of the profile that says what labels mean, for the Import node; "" for none.
	Profile string

	// Described hears of each document that was read without problems, but those of a [Linker] or
	// [Streamer], before any file of a Linker is read; nil for nobody.
	Described func(l Loader, doc *change.Document)

	DryRun       bool // only say what would change
	AllOrNothing bool // load nothing when a document is bad, all in one transaction

	// MaxRejects is how many records may be rejected before the run fails and stops, nil
	// for any number. What was written by then stays.
	MaxRejects *int

	Progress Progress  // nil for none
	Rejects  io.Writer // takes a line of JSON for each problem of a rejected record; nil for none
	Now      func() time.Time
}

func (o *Options) progress() Progress {
	if o.Progress == nil {
		return NoProgress{}
	}
	return o.Progress
}

func (o *Options) now() time.Time {
	if o.Now == nil {
		return time.Now().UTC()
	}
	return o.Now().UTC()
}

// names are the paths or sources, for people.
func (o *Options) names() []string {
	names := slices.Clone(o.Paths)
	if len(names) == 0 {
		for _, src := range o.Sources {
			names = append(names, src.Path)
		}
	}
	return names
}

// Unit is what a stage of a run counts.
type Unit string

// The units.
const (
	InBytes     Unit = "bytes"
	InDocuments Unit = "documents"
)

// Progress shows how far a run is. Its methods are called from one goroutine.
type Progress interface {
	// Stage begins a stage ("reading", "loading") of so many units, -1 when not known.
	Stage(name string, unit Unit, total int64)
	// Add says that so many units more are done.
	Add(n int)
	// Reject says that so many records more are rejected.
	Reject(n int)
	// Done ends the stage.
	Done()
}

// NoProgress shows nothing.
type NoProgress struct{}

// Stage shows nothing.
func (NoProgress) Stage(string, Unit, int64) {}

// Add shows nothing.
func (NoProgress) Add(int) {}

// Reject shows nothing.
func (NoProgress) Reject(int) {}

// Done shows nothing.
func (NoProgress) Done() {}
