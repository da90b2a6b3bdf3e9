package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"slices"
	"text/tabwriter"
	"time"
)

// client is the process that sends requests.
type client struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	jobs    *json.Encoder
	results *json.Decoder
}

func startClient() (*client, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, "-client")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &client{cmd, in, json.NewEncoder(in), json.NewDecoder(out)}, cmd.Start()
}

func (c *client) close() {
	c.in.Close()
	_ = c.cmd.Wait()
}

// do has the client do one job.
func (c *client) do(j job) (outcome, error) {
	var o outcome
	if err := c.jobs.Encode(j); err != nil {
		return o, err
	}
	if err := c.results.Decode(&o); err != nil {
		return o, err
	}
	if o.Err != "" {
		return o, errors.New(o.Err)
	}
	return o, nil
}

// result is what was measured of one operation at one number of connections.
type result struct {
	operation   string
	connections int
	rates       [][]float64 // of each side, answers a second in each turn
	medians     []time.Duration
	cpu         [][]float64 // microseconds of this process for an answer
	ratios      []float64   // the first side's rate by the second's, in each turn
}

// measure lets the sides take turns. Before the first each warms up, so that plans
// are cached and connections open; who begins changes from turn to turn.
func (c config) measure(ctx context.Context, cl *client, sides []*side, ops []*operation) ([]result, error) {
	var results []result
	for _, connections := range c.connections {
		for _, o := range ops {
			requests := make([][][]byte, len(sides))
			for i, s := range sides {
				var err error
				if requests[i], err = wire(s.requests(o)); err != nil {
					return nil, err
				}
				if _, err := cl.do(job{s.address, connections, c.turn / 2, requests[i]}); err != nil {
					return nil, fmt.Errorf("%s of %s: %w", o.name, s.name, err)
				}
			}
			r := result{operation: o.name, connections: connections, rates: make([][]float64, len(sides)), medians: make([]time.Duration, len(sides)), cpu: make([][]float64, len(sides))}
			for turn := range c.turns {
				for k := range sides {
					i := (k + turn) % len(sides)
					if err := ctx.Err(); err != nil {
						return nil, err
					}
					before := cpuTime()
					got, err := cl.do(job{sides[i].address, connections, c.turn, requests[i]})
					if err != nil {
						return nil, fmt.Errorf("%s of %s: %w", o.name, sides[i].name, err)
					}
					r.rates[i] = append(r.rates[i], got.rate())
					r.medians[i] = got.Median
					r.cpu[i] = append(r.cpu[i], float64((cpuTime()-before).Microseconds())/float64(max(1, got.Answers)))
				}
				if len(sides) == 2 {
					r.ratios = append(r.ratios, r.rates[0][turn]/r.rates[1][turn])
				}
			}
			results = append(results, r)
		}
	}
	return results, nil
}

// report writes the table, and for each number of connections the geometric mean
// of the operations' ratios.
func report(out io.Writer, sides []*side, results []result) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\noperation\tconnections\t")
	for _, s := range sides {
		fmt.Fprintf(w, "%s/s\tms\tcpu µs\t", s.name)
	}
	if len(sides) == 2 {
		fmt.Fprintf(w, "%s/%s\tlowest\thighest\t", sides[0].name, sides[1].name)
	}
	fmt.Fprintln(w)
	logs := map[int][]float64{}
	for _, r := range results {
		fmt.Fprintf(w, "%s\t%d\t", r.operation, r.connections)
		for i := range sides {
			fmt.Fprintf(w, "%.0f\t%.2f\t%.0f\t", median(r.rates[i]), r.medians[i].Seconds()*1000, median(r.cpu[i]))
		}
		if len(r.ratios) > 0 {
			fmt.Fprintf(w, "%.2f\t%.2f\t%.2f\t", median(r.ratios), slices.Min(r.ratios), slices.Max(r.ratios))
			logs[r.connections] = append(logs[r.connections], math.Log(median(r.ratios)))
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	for _, r := range results {
		all := logs[r.connections]
		if all == nil {
			continue
		}
		sum := 0.0
		for _, x := range all {
			sum += x
		}
		fmt.Fprintf(out, "geometric mean at %d connections: %.3f, lowest %.2f\n", r.connections, math.Exp(sum/float64(len(all))), math.Exp(slices.Min(all)))
		delete(logs, r.connections)
	}
}

// median is the middle one, of an even number the lower.
func median[T cmp.Ordered](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)-1)/2]
}
