package handler

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"demandgraph/graph/handler/scalar"
)

// newError returns an error with a code.
func newError(code, format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": code}}
}

// setCode gives err a code, in place of one that it may have.
func setCode(err *gqlerror.Error, code string) {
	if err.Extensions == nil {
		err.Extensions = map[string]any{}
	}
	err.Extensions["code"] = code
}

// errorPresenter decides what clients see of an error.
type errorPresenter struct {
	logger *slog.Logger
	limits Limits
}

// present is gqlgen's error presenter. An error with a code was foreseen and
// passes; wrong input and the end of a context get their codes here; all else
// is logged under an id and shown as that id only.
func (p *errorPresenter) present(ctx context.Context, err error) *gqlerror.Error {
	var shown *gqlerror.Error
	errors.As(err, &shown)
	if shown != nil {
		if _, ok := shown.Extensions["code"].(string); ok {
			return shown
		}
	}

	var input *scalar.InputError
	var out *gqlerror.Error
	switch {
	case errors.As(err, &input):
		out = newError(CodeBadUserInput, "%s", input.Error())
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		out = contextError(context.DeadlineExceeded)
	case errors.Is(err, context.Canceled), errors.Is(ctx.Err(), context.Canceled):
		out = contextError(context.Canceled)
	default:
		out = p.internal(ctx, "unexpected error", "error", err)
	}
	if shown != nil {
		out.Path, out.Locations = shown.Path, shown.Locations
	} else {
		out.Path = graphql.GetPath(ctx)
	}
	return out
}

// recovered is gqlgen's recover function.
func (p *errorPresenter) recovered(ctx context.Context, v any) error {
	return p.panicked(ctx, v)
}

// panicked logs a panic with its stack and returns the error that stands for
// it: its text may hold anything, so none of it goes out.
func (p *errorPresenter) panicked(ctx context.Context, v any) *gqlerror.Error {
	return p.internal(ctx, "panic", "panic", v, "stack", string(debug.Stack()))
}

// internal logs what happened under a new id and returns the error that tells
// the id.
func (p *errorPresenter) internal(ctx context.Context, msg string, attrs ...any) *gqlerror.Error {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails: see crypto/rand
	id := hex.EncodeToString(random[:])
	p.logger.ErrorContext(ctx, msg, append([]any{"id", id, "path", graphql.GetPath(ctx).String()}, attrs...)...)
	err := newError(CodeInternal, "internal error, logged as %s", id)
	err.Extensions["id"] = id
	return err
}

// cut returns at most the allowed number of errors with at most the allowed
// length of text: thousands of unknown directives otherwise bring megabytes
// back.
func cut(errs gqlerror.List, limits Limits) gqlerror.List {
	if len(errs) > limits.Errors {
		errs = errs[:limits.Errors]
	}
	for i, err := range errs {
		if len(err.Message) > limits.Message {
			short := *err
			short.Message = cutText(err.Message, limits.Message)
			errs[i] = &short
		}
	}
	return errs
}

// cutText shortens text to at most max bytes, at the border of a character.
func cutText(text string, max int) string {
	const mark = "…"
	end := max - len(mark)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + mark
}

// rootFieldRecovery turns a panic of a root-field interceptor into an error of
// its field. gqlgen recovers in resolvers only, and runs all root fields but
// one in goroutines of their own, where a panic would end the process.
type rootFieldRecovery struct{}

// ExtensionName implements graphql.HandlerExtension.
func (rootFieldRecovery) ExtensionName() string { return "RootFieldRecovery" }

// Validate implements graphql.HandlerExtension.
func (rootFieldRecovery) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptRootField implements graphql.RootFieldInterceptor.
func (rootFieldRecovery) InterceptRootField(ctx context.Context, next graphql.RootResolver) (m graphql.Marshaler) {
	defer func() {
		if v := recover(); v != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, v))
			m = graphql.Null
		}
	}()
	return next(ctx)
}
