package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"demandgraph/graph"
	"demandgraph/graph/handler"
	"demandgraph/queries"
	"demandgraph/store"
	"demandgraph/store/open"
)

// serviceConfig says what a service serves and where.
type serviceConfig struct {
	Listen         string        `help:"The address to listen on." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Introspection  bool          `help:"Let clients ask for the schema." default:"true" negatable:""`
	GraphiQL       bool          `name:"graphiql" help:"Serve the GraphiQL page at /graphql." default:"true" negatable:""`
	AllowedOrigins []string      `help:"Origins of other sites whose pages may send requests." placeholder:"ORIGIN"`
	AllowedHosts   []string      `help:"Names under which clients call a service that listens on loopback, beside localhost: that of a proxy before it." placeholder:"NAME"`
	MaxBody        int64         `help:"The longest request body, in bytes." default:"1048576"`
	MaxDepth       int           `help:"How deep an operation may be." default:"15"`
	MaxCost        int           `help:"How much an operation may cost: a list costs its size times what is below it." default:"500000"`
	Timeout        time.Duration `help:"How long an operation may take." default:"10s"`
	Export         exportConfig  `embed:"" prefix:"export-"`
	DrainTimeout   time.Duration `help:"How long to wait for requests under way when told to end." default:"15s"`
}

// service is a store and the HTTP server in front of it.
type service struct {
	store    store.Store
	log      *slog.Logger
	drain    time.Duration
	server   *http.Server
	listener net.Listener
}

// newService opens the store and listens; nothing is answered before Run.
func newService(ctx context.Context, url string, cfg serviceConfig, log *slog.Logger) (*service, error) {
	s, err := open.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	log = slog.New(requestLog{log.Handler()})
	listener, err := net.Listen("tcp", cfg.Listen)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return &service{
		store: s, log: log, drain: cfg.DrainTimeout, listener: listener,
		server: &http.Server{
			Handler:           withKnownHost(listener.Addr(), cfg.AllowedHosts, routes(s, cfg, log)),
			ReadHeaderTimeout: 5 * time.Second,
			IdleTimeout:       2 * time.Minute,
			MaxHeaderBytes:    32 << 10,
			ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		},
	}, nil
}

// routes is everything the service answers.
func routes(s store.Store, cfg serviceConfig, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	graph.NewHandler(s, handler.Config{
		Limits:         handler.Limits{Body: cfg.MaxBody, Depth: cfg.MaxDepth, Cost: cfg.MaxCost, Execution: cfg.Timeout},
		Introspection:  cfg.Introspection,
		GraphiQL:       cfg.GraphiQL,
		Examples:       tabs(),
		AllowedOrigins: cfg.AllowedOrigins,
		Logger:         log,
	}).Register(mux, "/graphql")
	mux.Handle("GET /export/{format}", newExporter(s, cfg.Export, log))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if _, err := s.Version(ctx); err != nil {
			log.WarnContext(r.Context(), "not ready", "error", err)
			answer(w, http.StatusServiceUnavailable, "the store does not answer")
			return
		}
		answer(w, http.StatusOK, "ready")
	})
	mux.Handle("GET /{$}", http.RedirectHandler("/graphql", http.StatusFound))
	return withRequestID(withAccessLog(log, mux))
}

func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n"))
}

func tabs() []handler.Example {
	var out []handler.Example
	for _, e := range queries.All() {
		out = append(out, handler.Example{Name: e.Name, Query: e.Query, Variables: e.Variables})
	}
	return out
}

// URL is where the service answers GraphQL.
func (s *service) URL() string { return "http://" + s.listener.Addr().String() + "/graphql" }

// Run answers until the context ends, then lets the requests under way finish.
func (s *service) Run(ctx context.Context) error {
	failed := make(chan error, 1)
	go func() { failed <- s.server.Serve(s.listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.log.Info("ending", "drain", s.drain)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.drain)
	defer cancel()
	return s.server.Shutdown(ctx)
}

// Close frees the listener and the store.
func (s *service) Close() error {
	err := s.server.Close()
	return errors.Join(err, s.store.Close())
}
