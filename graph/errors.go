package graph

import (
	"errors"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"demandgraph/change"
	"demandgraph/graph/handler"
	"demandgraph/store"
)

// badInput is an argument that its type allows and the model does not. Where
// leads to it: response names of fields, then the argument and what is inside.
type badInput struct {
	where   []string // from the inside out
	message string
}

func (e *badInput) Error() string {
	var b strings.Builder
	for i := len(e.where) - 1; i >= 0; i-- {
		if b.Len() > 0 && !strings.HasPrefix(e.where[i], "[") {
			b.WriteByte('.')
		}
		b.WriteString(e.where[i])
	}
	return b.String() + ": " + e.message
}

// bad is an argument that cannot be meant: a sentence that says what to do.
func bad(format string, args ...any) error { return &badInput{message: fmt.Sprintf(format, args...)} }

// within says that an error is inside of something with a name.
func within(name string, err error) error {
	var input *badInput
	if errors.As(err, &input) {
		input.where = append(input.where, name)
	}
	return err
}

// brokenAnswer is an answer of a store that does not fit the schema.
type brokenAnswer struct {
	path ast.Path
	err  error
}

func (e *brokenAnswer) Error() string { return e.path.String() + ": " + e.err.Error() }
func (e *brokenAnswer) Unwrap() error { return e.err }

// present makes the GraphQL error of what went wrong at a path, with its code in
// the extensions. What nobody foresaw has no code: package handler logs it under
// an id and shows that id only.
func present(path ast.Path, err error) *gqlerror.Error {
	out := &gqlerror.Error{Path: path, Err: err, Message: err.Error()}
	var input *badInput
	var broken *brokenAnswer
	var invalid *change.Invalid
	var stored *store.Error
	switch {
	case errors.As(err, &input):
		return withCode(out, handler.CodeBadUserInput, input.Error())
	case errors.As(err, &broken):
		out.Path = broken.path
	case errors.As(err, &invalid):
		return withCode(out, string(store.Invalid), invalid.Error())
	case errors.As(err, &stored) && stored.Code != store.Internal:
		return withCode(out, string(stored.Code), stored.Message)
	}
	return out
}

func withCode(err *gqlerror.Error, code, message string) *gqlerror.Error {
	err.Message = message
	err.Extensions = map[string]any{"code": code}
	return err
}
