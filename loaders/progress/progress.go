// Package progress shows how far a run of a loader is: as bars on a terminal,
// with rate and time left, and as a plain line every few seconds elsewhere.
package progress

import (
	"fmt"
	"io"
	"os"
	"time"

	"demandgraph/loaders"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// Interval is how often a plain line is written.
const Interval = 5 * time.Second

// New shows progress on a file: bars if it is a terminal, else plain lines.
func New(file *os.File) loaders.Progress {
	if term.IsTerminal(int(file.Fd())) {
		return &Bars{W: file}
	}
	return &Lines{W: file, Every: Interval}
}

// Bars draws a bar for each stage.
type Bars struct {
	W        io.Writer
	bar      *progressbar.ProgressBar
	name     string
	rejected int
}

// Stage begins a bar.
func (b *Bars) Stage(name string, unit loaders.Unit, total int64) {
	b.name = name
	b.bar = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(b.W),
		progressbar.OptionSetDescription(b.described()),
		progressbar.OptionShowBytes(unit == loaders.InBytes),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString(string(unit)),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
}

func (b *Bars) described() string {
	if b.rejected > 0 {
		return fmt.Sprintf("%s, %d rejected", b.name, b.rejected)
	}
	return b.name
}

// Add moves the bar.
func (b *Bars) Add(n int) {
	_ = b.bar.Add(n) // fails when more comes than was announced, as of a file that grows: the bar is full then
}

// Reject counts rejected records beside the bar.
func (b *Bars) Reject(n int) {
	b.rejected += n
	b.bar.Describe(b.described())
}

// Done takes the bar away: the summary says how it ended.
func (b *Bars) Done() { _ = b.bar.Finish() }

// Lines writes a line every so often.
type Lines struct {
	W     io.Writer
	Every time.Duration
	Now   func() time.Time // time.Now when nil

	name       string
	unit       loaders.Unit
	total      int64
	done       int64
	rejected   int
	began      time.Time
	last       time.Time
	shownStage bool
}

func (l *Lines) now() time.Time {
	if l.Now == nil {
		return time.Now()
	}
	return l.Now()
}

// Stage begins a stage.
func (l *Lines) Stage(name string, unit loaders.Unit, total int64) {
	l.name, l.unit, l.total, l.done, l.shownStage = name, unit, total, 0, false
	l.began = l.now()
	l.last = l.began
}

// Add writes a line when it is time for one.
func (l *Lines) Add(n int) {
	l.done += int64(n)
	if now := l.now(); now.Sub(l.last) >= l.Every {
		l.last, l.shownStage = now, true
		l.write(now.Sub(l.began))
	}
}

// Reject counts rejected records for the next line.
func (l *Lines) Reject(n int) { l.rejected += n }

// Done writes the last line of a stage that was long enough to have others.
func (l *Lines) Done() {
	if l.shownStage {
		l.write(l.now().Sub(l.began))
	}
}

// write writes what was done in a time, the rate, and the time left at that rate.
func (l *Lines) write(took time.Duration) {
	rate := float64(l.done) / max(took.Seconds(), 1e-3)
	text := fmt.Sprintf("%s: %s", l.name, l.amount(float64(l.done)))
	if l.total >= 0 {
		text += " of " + l.amount(float64(l.total))
	}
	text += fmt.Sprintf(" %s, %s/s", l.unitName(), l.amount(rate))
	if left := float64(l.total - l.done); left > 0 && rate > 0 {
		text += fmt.Sprintf(", %v left", time.Duration(left/rate*float64(time.Second)).Round(time.Second))
	}
	if l.rejected > 0 {
		text += fmt.Sprintf(", %d rejected", l.rejected)
	}
	_, _ = fmt.Fprintln(l.W, text) // a run goes on when nobody can see it
}

func (l *Lines) unitName() string {
	if l.unit == loaders.InBytes {
		return "MB"
	}
	return string(l.unit)
}

// amount writes bytes in megabytes and anything else as it is.
func (l *Lines) amount(n float64) string {
	if l.unit == loaders.InBytes {
		return fmt.Sprintf("%.1f", n/1e6)
	}
	return fmt.Sprintf("%.0f", n)
}
