package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"demandgraph/bench/synthetic"
	"demandgraph/loaders"
	"demandgraph/loaders/icews"
)

// eventFile writes so many rows of ICEWS to a file in a new folder: those of dir again and
// again, each time some years later, or, where there are none, made-up ones.
func eventFile(dir string, rows int, seed uint64) (file, from string, remove func(), err error) {
	folder, err := os.MkdirTemp("", "demandgraph-bench-")
	if err != nil {
		return "", "", nil, err
	}
	remove = func() { os.RemoveAll(folder) }
	defer func() {
		if err != nil {
			remove()
		}
	}()
	file = filepath.Join(folder, "rows.jsonl")
	out, err := os.Create(file)
	if err != nil {
		return "", "", nil, err
	}
	defer out.Close()
	w := bufio.NewWriterSize(out, 1<<20)
	published, err := filepath.Glob(filepath.Join(dir, "*-demand-family.jsonl.gz"))
	if err != nil {
		return "", "", nil, err
	}
	if len(published) == 0 {
		from, err = "made-up rows", synthetic.Events(w, seed, rows)
	} else {
		slices.Sort(published)
		from, err = "rows of "+dir, repeat(w, published, rows)
	}
	if err == nil {
		err = w.Flush()
	}
	return file, from, remove, err
}

// passDays is how much later the rows are each time: more than the files span.
const passDays = 1826

// repeat writes so many rows of files, which are sorted by date.
func repeat(w *bufio.Writer, files []string, rows int) error {
	for pass, left := 0, rows; left > 0; pass++ {
		before := left
		for _, file := range files {
			n, err := shifted(w, file, pass*passDays, left)
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			left -= n
		}
		if left == before {
			return fmt.Errorf("%q: no rows", files)
		}
	}
	return nil
}

// dateStart is how a row begins, before its date.
const dateStart = `{"date":"`

// shifted writes up to most rows of a file, so many days later.
func shifted(w *bufio.Writer, file string, days, most int) (rows int, err error) {
	in, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	unzipped, err := gzip.NewReader(in)
	if err != nil {
		return 0, err
	}
	lines := bufio.NewReader(unzipped)
	for ; rows < most; rows++ {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		at := len(dateStart)
		day, err := time.Parse(time.DateOnly, line[at:at+len(time.DateOnly)])
		if err != nil {
			return rows, err
		}
		_, _ = w.WriteString(dateStart) // the error of the last one stays
		_, _ = w.WriteString(day.AddDate(0, 0, days).Format(time.DateOnly))
		if _, err := w.WriteString(line[at+len(time.DateOnly):]); err != nil {
			return rows, err
		}
	}
	return rows, nil
}

// loading is the work of loading a file of rows as demandgraph load does.
func loading(file string, rows int, progress loaders.Progress) work {
	return work{unit: "rows", units: rows, reads: true, do: func(ctx context.Context, to loaders.Applier) error {
		sum, err := loaders.Run(ctx, to, loaders.Registry{icews.Loader{}}, loaders.Options{Paths: []string{file}, Progress: progress})
		if err == nil && sum.Status() != 0 {
			err = fmt.Errorf("%d rejected, the first: %v", sum.Rejected, sum.Problems[:1])
		}
		return err
	}}
}
