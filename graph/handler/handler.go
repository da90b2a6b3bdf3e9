package handler

import (
	"log/slog"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
)

// Handler serves GraphQL over HTTP. It is safe for concurrent use.
type Handler struct {
	exec    *executor.Executor
	limits  Limits
	errors  *errorPresenter
	origins map[string]bool
	page    *graphiqlPage // nil when GraphiQL is off
}

// New returns a handler that serves es as cfg says. Everything that stands
// between a request and a resolver is listed here, in order.
//
// Where GraphiQL is on, the handler must be mounted at a path and at all paths
// below it, as [Handler.Register] does.
//
// New panics if es was not built over [ServedSchema], or if one of
// cfg.Extensions refuses it: both are mistakes of the program, seen at start.
func New(es graphql.ExecutableSchema, cfg Config) *Handler {
	limits := cfg.Limits.withDefaults()
	logger := cfg.Logger
	if logger == nil {
		logger = slog.Default()
	}
	listSize := cfg.ListSize
	if listSize == nil {
		listSize = DefaultListSize
	}
	mustBeServed(es.Schema())

	errs := &errorPresenter{logger: logger, limits: limits}
	documents := newCache[*ast.QueryDocument](limits.Documents, limits.CacheBytes)
	persisted := &persistedQueries{texts: newCache[string](limits.PersistedQueries, limits.CacheBytes)}

	exec := executor.New(es)
	exec.SetErrorPresenter(errs.present)
	exec.SetRecoverFunc(errs.recovered)
	exec.SetParserTokenLimit(limits.Tokens)
	exec.SetDefaultRulesFn(validationRules)
	exec.SetDisableSuggestion(true)
	exec.SetQueryCache(documents)

	// Before parsing, in this order.
	exec.Use(persisted.find())
	exec.Use(formLimit{limits: limits, documents: documents})
	// Once the operation and its variables are known, in this order.
	exec.Use(introspectionSwitch{on: cfg.Introspection})
	exec.Use(inputCheck{schema: es.Schema(), maxDepth: limits.ValueDepth})
	exec.Use(costLimit{schema: es.Schema(), limits: limits, listSize: listSize})
	exec.Use(persisted.keep())
	// Around execution, from the outside in.
	exec.Use(rootFieldRecovery{})
	for _, ext := range cfg.Extensions {
		exec.Use(ext)
	}

	h := &Handler{exec: exec, limits: limits, errors: errs, origins: map[string]bool{}}
	for _, origin := range cfg.AllowedOrigins {
		h.origins[origin] = true
	}
	if cfg.GraphiQL {
		h.page = newGraphiQLPage(cfg.Examples, cfg.Introspection)
	}
	return h
}

// Register mounts the handler on mux at path, such as "/graphql", and
// GraphiQL's files below it.
func (h *Handler) Register(mux *http.ServeMux, path string) {
	mux.Handle(path, h)
	if h.page != nil {
		mux.Handle(path+assetFolder, h)
	}
}

// ServeHTTP answers a GraphQL request by POST or GET, a browser's GET with
// GraphiQL, and everything else with an error in the form of a GraphQL answer.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if h.page != nil && h.page.serve(w, r) {
		return
	}
	mediaType, acceptable := negotiate(r.Header.Values("Accept"))
	out := &responseWriter{w: w, r: r, mediaType: mediaType, limits: h.limits}
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			panic(p)
		default:
			out.refuse(&refusal{status: http.StatusInternalServerError, err: h.errors.panicked(r.Context(), p)})
		}
	}()

	if ref := h.checkOrigin(w, r); ref != nil {
		out.refuse(ref)
		return
	}
	if r.Method == http.MethodOptions && h.preflight(w, r) {
		return
	}
	if !acceptable {
		out.refuse(refuse(http.StatusNotAcceptable, CodeNotAcceptable,
			"none of the accepted media types is served: ask for %s or %s", typeResponse, typeJSON))
		return
	}
	h.serveOperation(out, r)
}
