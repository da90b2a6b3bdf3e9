package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// breaking is a store whose scans of positions break off after some rows.
type breaking struct {
	store.Store
	after int
}

func (b breaking) Scan(ctx context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	seen := 0
	return b.Store.Scan(ctx, q, func() func(row []any) error {
		yield := begin()
		return func(row []any) error {
			if seen++; q.Kind == demand.KindPosition && seen > b.after && len(q.Columns) > 12 { // the second scan of a graph
				return errors.New("the disk is gone")
			}
			return yield(row)
		}
	})
}

// TestExportThatBreaksOffNeverLooksWhole lets the store fail when half of a file has been sent, and
// when nothing has.
func TestExportThatBreaksOffNeverLooksWhole(t *testing.T) {
	s, url := opening(t)
	loadPaths(t, url, "examples")
	get := func(after int, gzipped bool) (*http.Response, error) {
		mux := http.NewServeMux()
		mux.Handle("GET /export/{format}", newExporter(breaking{s, after}, exportConfig{Timeout: time.Minute, Max: 1}, slog.New(slog.DiscardHandler)))
		server := httptest.NewServer(mux)
		t.Cleanup(server.Close)
		server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/export/graphml", nil)
		if err != nil {
			t.Fatal(err)
		}
		if !gzipped {
			r.Header.Set("Accept-Encoding", "identity")
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		return resp, err
	}
	if resp, err := get(1000, false); err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("a whole export: %v %v", resp, err)
	}
	if _, err := get(40, false); err == nil {
		t.Error("an export broke off and the client did not notice")
	}
	// Compressed, nothing has been sent yet.
	if resp, err := get(40, true); err != nil || resp.StatusCode != http.StatusInternalServerError {
		t.Errorf("an export that failed before anything was sent: %v %v", resp, err)
	}
}

// TestExportsAtOnce holds exports to their number.
func TestExportsAtOnce(t *testing.T) {
	s, _ := opening(t)
	e := newExporter(s, exportConfig{Timeout: time.Minute, Max: 1}, slog.New(slog.DiscardHandler))
	e.free <- struct{}{}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/export/csv", nil))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
