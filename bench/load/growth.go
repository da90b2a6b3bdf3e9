package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"demandgraph/loaders"
	"demandgraph/store/open"
)

// tenths tells, after each tenth of a file, what it cost and how much memory this process
// has had at most.
type tenths struct {
	loaders.NoProgress
	rows       int
	size, done int64
	told       int
	last       time.Time
	cpu        time.Duration // at last
}

// Stage begins a stage; only that of reading and writing the file counts bytes of it.
func (t *tenths) Stage(_ string, unit loaders.Unit, total int64) {
	t.size, t.done = total, 0
	if unit != loaders.InBytes {
		t.size = 0
	}
	t.last, t.cpu = time.Now(), cpuTime()
}

// Add tells of a tenth that is done.
func (t *tenths) Add(n int) {
	t.done += int64(n)
	if t.size == 0 || t.done < int64(t.told+1)*t.size/10 {
		return
	}
	t.told++
	now, cpu, tenth := time.Now(), cpuTime(), float64(t.rows)/10
	fmt.Printf("%8d rows: in this tenth %.0f a second, processor %.0f µs a row; %.0f MB at most\n", t.rows*t.told/10,
		tenth/now.Sub(t.last).Seconds(), float64((cpu-t.cpu).Microseconds())/tenth, highWater())
	t.last, t.cpu = now, cpu
}

// highWater is the most memory that this process has had, in MB: what Linux says of its
// resident memory, elsewhere what the Go runtime has taken.
func highWater() float64 {
	status, _ := os.ReadFile("/proc/self/status") // not there on other systems
	if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
		if n, err := strconv.Atoi(strings.Fields(rest)[0]); err == nil {
			return float64(n) / 1000
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys) / 1e6
}

// loadAlone loads a file, with nothing beside it.
func loadAlone(ctx context.Context, c config, file string) (err error) {
	url := c.url
	if c.engine == "sqlite" {
		url = "sqlite:" + filepath.Join(filepath.Dir(file), "alone.db")
	}
	s, err := open.Open(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	start := time.Now()
	w := loading(file, c.rows, &tenths{rows: c.rows})
	m := newMeter(s, w)
	if err := w.do(ctx, m); err != nil {
		return err
	}
	took := time.Since(start)
	fmt.Printf("%d rows in %v, %.0f a second, %d sets, %.0f MB at most\n", c.rows, took.Round(time.Millisecond), float64(c.rows)/took.Seconds(), m.sets, highWater())
	return nil
}
