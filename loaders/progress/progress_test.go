package progress

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"demandgraph/loaders"
)

func TestLines(t *testing.T) {
	var b bytes.Buffer
	now := time.Date(2025, 8, 15, 12, 0, 0, 0, time.UTC)
	l := &Lines{W: &b, Every: 5 * time.Second, Now: func() time.Time { return now }}
	l.Stage("reading", loaders.InBytes, 10_000_000)
	l.Add(1_000_000)
	now = now.Add(5 * time.Second)
	l.Reject(2)
	l.Add(1_500_000)
	now = now.Add(3 * time.Second)
	l.Add(7_500_000)
	l.Done()
	l.Stage("loading", loaders.InDocuments, -1)
	l.Add(30)
	now = now.Add(10 * time.Second)
	l.Add(70)
	l.Done()
	l.Stage("short", loaders.InDocuments, 1)
	l.Add(1)
	l.Done()
	const want = `reading: 2.5 of 10.0 MB, 0.5/s, 15s left, 2 rejected
reading: 10.0 of 10.0 MB, 1.2/s, 2 rejected
loading: 100 documents, 10/s, 2 rejected
loading: 100 documents, 10/s, 2 rejected
`
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}

func TestBars(t *testing.T) {
	var b bytes.Buffer
	bars := &Bars{W: &b}
	bars.Stage("reading", loaders.InBytes, -1)
	bars.Reject(1)
	bars.Done()
	bars.Stage("loading", loaders.InDocuments, 3)
	bars.Add(1)
	bars.Add(5) // more than announced
	bars.Done()
	if !strings.Contains(b.String(), "loading, 1 rejected") {
		t.Errorf("got %q", b.String())
	}
}
