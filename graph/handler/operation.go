package handler

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// serveOperation reads one operation, runs it and writes its answer, each
// within its time. The deadlines are the request's own, as a server-wide
// WriteTimeout would end event streams too.
func (h *Handler) serveOperation(out *responseWriter, r *http.Request) {
	conn := http.NewResponseController(out.w)
	// A writer without deadlines, as in a test, has none to set.
	_ = conn.SetReadDeadline(time.Now().Add(h.limits.Read))
	params, ref := h.readRequest(out.w, r)
	if ref != nil {
		_ = conn.SetWriteDeadline(time.Now().Add(h.limits.Write))
		defer endWrite(conn)
		out.refuse(ref)
		return
	}
	// Meanwhile net/http reads on to see when the client goes away: a deadline
	// left behind would look like that.
	_ = conn.SetReadDeadline(time.Time{})
	params.Headers = r.Header

	ctx, cancel := context.WithTimeout(r.Context(), h.limits.Execution)
	defer cancel()
	resp, ref := h.execute(ctx, r.Method, params)

	_ = conn.SetWriteDeadline(time.Now().Add(h.limits.Write))
	defer endWrite(conn)
	if ref != nil {
		out.refuse(ref)
		return
	}
	out.respond(resp)
}

// endWrite sends what is buffered within the deadline and then lifts it: the
// connection outlives the request.
func endWrite(conn *http.ResponseController) {
	_ = conn.Flush()
	_ = conn.SetWriteDeadline(time.Time{})
}

// execute runs the operation that params ask for.
func (h *Handler) execute(ctx context.Context, method string, params *graphql.RawParams) (*graphql.Response, *refusal) {
	ctx = graphql.StartOperationTrace(ctx)
	now := graphql.Now()
	params.ReadTime = graphql.TraceTiming{Start: now, End: now}

	op, errs := h.exec.CreateOperationContext(ctx, params)
	if errs != nil {
		ctx = graphql.WithOperationContext(ctx, op)
		return h.exec.DispatchError(ctx, requestErrors(cut(errs, h.limits))), nil
	}
	switch kind := op.Operation.Operation; {
	case kind == ast.Subscription:
		return nil, badRequest("subscriptions are not served over this transport")
	case kind != ast.Query && method != http.MethodPost:
		return nil, &refusal{
			status: http.StatusMethodNotAllowed,
			err:    newError(CodeMethodNotAllowed, "only queries may be sent by GET"),
			allow:  http.MethodPost,
		}
	}

	responses, ctx := h.exec.DispatchOperation(ctx, op)
	resp := responses(ctx)
	if resp == nil {
		// gqlgen has nothing to say once the context has ended.
		return &graphql.Response{Errors: gqlerror.List{contextError(ctx.Err())}}, nil
	}
	return resp, nil
}

// contextError is the error of an operation whose context ended.
func contextError(err error) *gqlerror.Error {
	if errors.Is(err, context.Canceled) {
		return newError(CodeCancelled, "the client cancelled the operation")
	}
	return newError(CodeTimeout, "the operation did not end within its time")
}

// requestErrors puts errors that gqlparser found in variables into our form:
// their code is that of bad input, and their path, which would be one into the
// answer, becomes part of the text.
func requestErrors(errs gqlerror.List) gqlerror.List {
	for _, err := range errs {
		if len(err.Path) > 0 && err.Path[0] == ast.PathName("variable") {
			err.Message = "variable " + err.Path[1:].String() + " " + err.Message
			err.Path = nil
			setCode(err, CodeBadUserInput)
		}
	}
	return errs
}
