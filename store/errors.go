package store

import (
	"errors"
	"fmt"
)

// Code classifies an error. The codes are those of extensions.code in GraphQL.
type Code string

// The codes.
const (
	NotFound    Code = "NOT_FOUND"    // something named is not there
	Invalid     Code = "INVALID"      // a URL or an argument that cannot be meant
	Unavailable Code = "UNAVAILABLE"  // the database does not answer; try again later
	Forbidden   Code = "UNAUTHORIZED" // the database refuses user or password
	TooCostly   Code = "TOO_COSTLY"   // would read more than it may
	Newer       Code = "NEWER_SCHEMA" // the database was made by a newer program
	Older       Code = "OLDER_SCHEMA" // the database must be migrated first
	Internal    Code = "INTERNAL"     // anything else; Err says what, for the log only
)

// Error is an error of a store: a code for programs and a sentence for people.
// Err is its cause, for the log.
type Error struct {
	Code    Code
	Message string
	Err     error
}

func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Message, e.Err)
	}
	return e.Message
}

func (e *Error) Unwrap() error { return e.Err }

// CodeOf gives the code of an error, Internal for one that is no *Error.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// Errorf makes an Error without a cause.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Overscan says that a scan would look at more nodes than it may: n of them, at most limit.
func Overscan(n, limit int) *Error {
	return Errorf(TooCostly, "%d nodes would have to be looked at, more than the %d that may be; a narrower filter helps: name actors, demands, an event, an article", n, limit)
}
