package main

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"demandgraph/export"
	"demandgraph/graph/handler"
	"demandgraph/store"
)

// exportConfig bounds what clients export.
type exportConfig struct {
	Timeout time.Duration `help:"How long an export may take." default:"10m"`
	// Each holds a connection of the store for as long as it takes.
	Max int `help:"How many exports are written at once; others are asked to come again." default:"2"`
}

// exporter answers GET /export/FORMAT.
type exporter struct {
	store store.Store
	cfg   exportConfig
	log   *slog.Logger
	free  chan struct{}
}

func newExporter(s store.Store, cfg exportConfig, log *slog.Logger) *exporter {
	return &exporter{store: s, cfg: cfg, log: log, free: make(chan struct{}, max(cfg.Max, 1))}
}

// exportParameters are the parameters of the URL, those of the command.
var exportParameters = []string{"of", "filter", "asOf", "args"}

// ServeHTTP writes a file. Whatever is wrong before anything has been sent is answered as
// JSON with a code; after that the connection is cut, so that no client takes a part for
// the whole.
func (e *exporter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Vary", "Accept-Encoding")
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate" {
		refuseExport(w, http.StatusForbidden, handler.CodeForbiddenOrigin, "requests from other sites are refused")
		return
	}
	select {
	case e.free <- struct{}{}:
		defer func() { <-e.free }()
	default:
		w.Header().Set("Retry-After", "10")
		refuseExport(w, http.StatusServiceUnavailable, string(store.Unavailable), "as many exports as may be are under way: try again later")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), e.cfg.Timeout)
	defer cancel()
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(e.cfg.Timeout)) // where the server can; a slow client must not hold the store
	out := &lateBody{w: w}
	err := e.write(ctx, out, r)
	if err == nil {
		err = out.Close()
	}
	switch {
	case err == nil:
	case out.sent:
		e.log.WarnContext(r.Context(), "an export failed midway", "error", err)
		panic(http.ErrAbortHandler)
	default:
		e.refuse(w, r, err)
	}
}

func (e *exporter) write(ctx context.Context, out *lateBody, r *http.Request) error {
	args, err := exportParams(r)
	if err != nil {
		return err
	}
	format, of, err := export.Find(r.PathValue("format"), args.Of)
	if err != nil {
		return err
	}
	q, err := args.request(ctx, e.store, format, of)
	if err != nil {
		return err
	}
	h := out.w.Header()
	out.head = func() {
		h.Set("Content-Type", format.ContentType)
		h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.%s"`, of, format.Extension))
	}
	if !acceptsGzip(r) {
		return export.Write(ctx, e.store, q, out)
	}
	plain := out.head
	out.head = func() {
		plain()
		h.Set("Content-Encoding", "gzip")
	}
	z := gzip.NewWriter(out)
	if err := export.Write(ctx, e.store, q, z); err != nil {
		return err
	}
	return z.Close()
}

// exportParams reads the parameters of a URL.
func exportParams(r *http.Request) (a exportArgs, err error) {
	values := r.URL.Query()
	for name, given := range values {
		if !slices.Contains(exportParameters, name) {
			return a, badExport("%s: no such parameter; there are %s", name, strings.Join(exportParameters, ", "))
		}
		if len(given) > 1 {
			return a, badExport("%s: given more than once", name)
		}
	}
	return exportArgs{Of: values.Get("of"), Filter: values.Get("filter"), AsOf: values.Get("asOf"), Args: values.Get("args")}, nil
}

// acceptsGzip reads Accept-Encoding (RFC 9110, 12.5.3).
func acceptsGzip(r *http.Request) bool {
	accepted := false
	for _, one := range strings.Split(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, params, _ := strings.Cut(one, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name != "gzip" && name != "*" {
			continue
		}
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(params)), "q="); ok {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		accepted = weight > 0
		if name == "gzip" {
			return accepted
		}
	}
	return accepted
}

// refuse answers an error before anything has been sent.
func (e *exporter) refuse(w http.ResponseWriter, r *http.Request, err error) {
	var known *store.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		refuseExport(w, http.StatusServiceUnavailable, "TIMEOUT", "the export takes longer than "+e.cfg.Timeout.String()+": narrow the filter")
	case errors.As(err, &known) && known.Code != store.Internal:
		status := http.StatusBadRequest
		switch known.Code {
		case store.NotFound:
			status = http.StatusNotFound
		case store.TooCostly:
			status = http.StatusUnprocessableEntity
		case store.Unavailable, store.Forbidden:
			status = http.StatusServiceUnavailable
		}
		refuseExport(w, status, string(known.Code), known.Message)
	default:
		e.log.ErrorContext(r.Context(), "an export failed", "error", err)
		refuseExport(w, http.StatusInternalServerError, string(store.Internal), "internal error "+w.Header().Get(requestIDHeader))
	}
}

func refuseExport(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]string{"code": code, "message": message}})
}

// lateBody keeps the beginning of an answer back until it is clear that there is one.
type lateBody struct {
	w    http.ResponseWriter
	head func() // sets the headers
	sent bool
	held []byte
}

// heldBack is how much of an answer is kept back.
const heldBack = 32 << 10

// Write implements io.Writer.
func (b *lateBody) Write(p []byte) (int, error) {
	if !b.sent && len(b.held)+len(p) <= heldBack {
		b.held = append(b.held, p...)
		return len(p), nil
	}
	if err := b.Close(); err != nil {
		return 0, err
	}
	return b.w.Write(p)
}

// Close sends what was kept back.
func (b *lateBody) Close() error {
	if b.sent {
		return nil
	}
	b.sent = true
	b.head()
	held := b.held
	b.held = nil
	_, err := b.w.Write(held)
	return err
}

var _ io.WriteCloser = (*lateBody)(nil)
