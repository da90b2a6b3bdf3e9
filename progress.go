package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"demandgraph/loaders"
)

// newProgress shows how far a run is: a bar on a terminal, lines elsewhere.
func newProgress(w io.Writer) loaders.Progress {
	if f, ok := w.(*os.File); ok && isatty.IsTerminal(f.Fd()) {
		return &bar{w: w}
	}
	return &lines{w: w, every: 5 * time.Second, now: time.Now}
}

// bar shows a stage as a bar with rate and time left.
type bar struct {
	w        io.Writer
	name     string
	rejected int
	bar      *progressbar.ProgressBar
}

// Stage begins a bar.
func (b *bar) Stage(name string, unit loaders.Unit, total int64) {
	b.name = name
	b.bar = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(b.w), progressbar.OptionSetDescription(name), progressbar.OptionShowBytes(unit == loaders.InBytes),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(string(unit)),
		progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(30))
}

// Add moves the bar on.
func (b *bar) Add(n int) { _ = b.bar.Add(n) }

// Reject counts rejected records beside the bar.
func (b *bar) Reject(n int) {
	b.rejected += n
	b.bar.Describe(fmt.Sprintf("%s, %d rejected", b.name, b.rejected))
}

// Done takes the bar away.
func (b *bar) Done() { _ = b.bar.Finish() }

// lines shows a stage as a line every few seconds.
type lines struct {
	w     io.Writer
	every time.Duration
	now   func() time.Time

	name        string
	unit        loaders.Unit
	total       int64
	done        int64
	rejected    int
	began, said time.Time
}

// Stage begins to count.
func (l *lines) Stage(name string, unit loaders.Unit, total int64) {
	l.name, l.unit, l.total, l.done = name, unit, total, 0
	l.began = l.now()
	l.said = l.began
}

// Add counts, and says how far it is when it has been silent for a while.
func (l *lines) Add(n int) {
	l.done += int64(n)
	if now := l.now(); now.Sub(l.said) >= l.every {
		l.said = now
		l.say(now)
	}
}

// Reject counts rejected records.
func (l *lines) Reject(n int) { l.rejected += n }

// Done ends the stage; one that took long says so.
func (l *lines) Done() {
	if now := l.now(); now.Sub(l.began) >= l.every {
		l.say(now)
	}
}

func (l *lines) say(now time.Time) {
	rate := float64(l.done) / max(now.Sub(l.began).Seconds(), 1e-9)
	fmt.Fprintf(l.w, "%s: %d", l.name, l.done)
	if l.total > 0 {
		fmt.Fprintf(l.w, " of %d", l.total)
	}
	fmt.Fprintf(l.w, " %s, %.0f a second", l.unit, rate)
	if left := l.total - l.done; left > 0 && rate > 0 {
		fmt.Fprintf(l.w, ", %s left", time.Duration(float64(left)/rate*float64(time.Second)).Round(time.Second))
	}
	if l.rejected > 0 {
		fmt.Fprintf(l.w, ", %d rejected", l.rejected)
	}
	fmt.Fprintln(l.w)
}
