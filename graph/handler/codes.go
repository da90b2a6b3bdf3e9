package handler

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql/errcode"
)

// The codes that this package puts into extensions.code. Clients may rely on
// them; the store's own codes are mapped in package graph and pass unchanged.
const (
	// CodeBadRequest is a request that is no GraphQL request: no query, JSON
	// that does not parse or is no object, a member of a wrong type.
	CodeBadRequest = "BAD_REQUEST"
	// CodeMethodNotAllowed is a method other than GET and POST, or an operation
	// other than a query by GET. The Allow header says what would do.
	CodeMethodNotAllowed = "METHOD_NOT_ALLOWED"
	// CodeNotAcceptable is an Accept header without any type that is served.
	CodeNotAcceptable = "NOT_ACCEPTABLE"
	// CodeUnsupportedMediaType is a body that is not plain application/json in
	// UTF-8: a form, another charset, a compressed body.
	CodeUnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE"
	// CodeRequestTooLarge is a body or URL beyond the limit in bytes.
	CodeRequestTooLarge = "REQUEST_TOO_LARGE"
	// CodeRequestTimeout is a body that did not arrive in time.
	CodeRequestTimeout = "REQUEST_TIMEOUT"
	// CodeForbiddenOrigin is a request that another site's page sent.
	CodeForbiddenOrigin = "FORBIDDEN_ORIGIN"

	// CodeParseFailed is a document that is not GraphQL.
	CodeParseFailed = errcode.ParseFailed
	// CodeValidationFailed is a document that does not fit the schema, or an
	// operation name that it does not have.
	CodeValidationFailed = errcode.ValidationFailed
	// CodeBadUserInput is a variable or argument whose value is not one of its
	// type.
	CodeBadUserInput = "BAD_USER_INPUT"
	// CodeLimitExceeded is an operation beyond a limit of form: tokens, depth,
	// aliases, fields, directives, root fields, nesting of values. The
	// extensions limit and max say which.
	CodeLimitExceeded = "OPERATION_LIMIT_EXCEEDED"
	// CodeTooCostly is an operation whose possible answer is too large. The
	// extensions cost and max say by how much.
	CodeTooCostly = "TOO_COSTLY"
	// CodeIntrospectionDisabled is a question about the schema where the
	// setting forbids it.
	CodeIntrospectionDisabled = "INTROSPECTION_DISABLED"
	// CodePersistedQueryNotFound asks for the whole document beside its hash.
	CodePersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND"
	// CodePersistedQueryMismatch is a document that has another hash than the
	// one sent with it.
	CodePersistedQueryMismatch = "PERSISTED_QUERY_MISMATCH"

	// CodeTimeout is an operation that did not end within its time.
	CodeTimeout = "TIMEOUT"
	// CodeCancelled is an operation whose client went away.
	CodeCancelled = "CANCELLED"
	// CodeInternal is any error that nobody foresaw. The extension id is in
	// the log with what happened.
	CodeInternal = "INTERNAL"
)

// The codes of refused operations are protocol errors to gqlgen, so that its
// own transports (a websocket, one day) refuse them too instead of answering
// with null data.
func init() {
	for _, code := range []string{
		CodeBadUserInput, CodeLimitExceeded, CodeTooCostly, CodeIntrospectionDisabled,
		CodePersistedQueryNotFound, CodePersistedQueryMismatch,
	} {
		errcode.RegisterErrorType(code, errcode.KindProtocol)
	}
}

// codeStatus gives the HTTP status of an answer without data under
// application/graphql-response+json, by the code of its first error. All other
// codes are the client's: 400.
var codeStatus = map[string]int{
	CodeTimeout:   http.StatusServiceUnavailable,
	CodeCancelled: http.StatusServiceUnavailable,
	CodeInternal:  http.StatusInternalServerError,
}
