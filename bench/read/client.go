package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// job is what the client process is told to do: send the requests in turn over so
// many connections for so long.
type job struct {
	Address     string
	Connections int
	Duration    time.Duration
	Requests    [][]byte // whole HTTP requests, as they go over the wire
}

// outcome is what came of a job.
type outcome struct {
	Answers int
	Elapsed time.Duration
	Median  time.Duration // of the time an answer took
	Bytes   int64
	Err     string
}

// rate is the number of answers in a second.
func (o outcome) rate() float64 { return float64(o.Answers) / o.Elapsed.Seconds() }

// runClient does jobs, one JSON object a line, until its input ends. It is a
// process of its own, so that it shares neither heap nor scheduler with what it
// measures, and writes ready bytes and reads no more of an answer than its head:
// it takes as little as it can of the processor that both sides need.
func runClient(in io.Reader, out io.Writer) error {
	jobs, results := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var j job
		switch err := jobs.Decode(&j); err {
		case nil:
		case io.EOF:
			return nil
		default:
			return err
		}
		if err := results.Encode(j.run()); err != nil {
			return err
		}
	}
}

func (j *job) run() outcome {
	var (
		all   outcome
		times []time.Duration
		mu    sync.Mutex
		wg    sync.WaitGroup
	)
	start := time.Now()
	for i := range j.Connections {
		wg.Go(func() {
			took, bytes, err := j.connection(i, start.Add(j.Duration))
			mu.Lock()
			defer mu.Unlock()
			times = append(times, took...)
			all.Bytes += bytes
			if err != nil {
				all.Err = err.Error()
			}
		})
	}
	wg.Wait()
	all.Elapsed, all.Answers = time.Since(start), len(times)
	if len(times) > 0 {
		slices.Sort(times)
		all.Median = times[len(times)/2]
	}
	return all
}

// connection sends requests over one connection until a moment, each once the
// answer to the one before it is there.
func (j *job) connection(first int, until time.Time) (took []time.Duration, bytes int64, err error) {
	conn, err := net.Dial("tcp", j.Address)
	if err != nil {
		return nil, 0, err
	}
	defer conn.Close()
	answers := bufio.NewReaderSize(conn, 64<<10)
	for i := first; ; i++ {
		sent := time.Now()
		if !sent.Before(until) {
			return took, bytes, nil
		}
		if _, err := conn.Write(j.Requests[i%len(j.Requests)]); err != nil {
			return took, bytes, err
		}
		answer, err := http.ReadResponse(answers, nil)
		if err != nil {
			return took, bytes, err
		}
		n, err := io.Copy(io.Discard, answer.Body)
		if err != nil {
			return took, bytes, err
		}
		if answer.StatusCode != http.StatusOK {
			return took, bytes, fmt.Errorf("status %s", answer.Status)
		}
		bytes += n
		took = append(took, time.Since(sent))
	}
}
