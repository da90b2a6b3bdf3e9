package handler

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
)

// readRequest reads the GraphQL request out of r, or says why it is none. All
// that is malformed is refused here, before gqlgen sees any of it; no message
// repeats what was sent.
func (h *Handler) readRequest(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *refusal) {
	switch r.Method {
	case http.MethodGet:
		if int64(len(r.URL.RawQuery)) > h.limits.Body {
			return nil, tooLarge(h.limits.Body)
		}
		return decodeURL(r.URL.RawQuery)
	case http.MethodPost:
		if ref := checkContent(r.Header); ref != nil {
			return nil, ref
		}
		body, ref := h.readBody(w, r)
		if ref != nil {
			return nil, ref
		}
		return decodeBody(body)
	default:
		return nil, &refusal{
			status: http.StatusMethodNotAllowed,
			err:    newError(CodeMethodNotAllowed, "send GraphQL requests by POST, or queries by GET"),
			allow:  "GET, POST",
		}
	}
}

// checkContent refuses bodies that are not plain JSON in UTF-8. Forms and plain
// text are also what a page of another site can send without asking first.
func checkContent(header http.Header) *refusal {
	const wanted = "the body must be " + typeJSON
	types := header.Values("Content-Type")
	if len(types) != 1 {
		return refuse(http.StatusUnsupportedMediaType, CodeUnsupportedMediaType, wanted+", and one Content-Type say so")
	}
	mediaType, params, err := mime.ParseMediaType(types[0])
	if err != nil || mediaType != typeJSON {
		return refuse(http.StatusUnsupportedMediaType, CodeUnsupportedMediaType, wanted)
	}
	if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
		return refuse(http.StatusUnsupportedMediaType, CodeUnsupportedMediaType, wanted+" in UTF-8")
	}
	for _, encoding := range header.Values("Content-Encoding") {
		if !strings.EqualFold(strings.TrimSpace(encoding), "identity") {
			ref := refuse(http.StatusUnsupportedMediaType, CodeUnsupportedMediaType, "the body must not be compressed")
			ref.acceptEncoding = "identity"
			return ref
		}
	}
	return nil
}

// readBody reads a body of at most the limit.
func (h *Handler) readBody(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	if r.ContentLength > h.limits.Body {
		return nil, tooLarge(h.limits.Body)
	}
	var buf bytes.Buffer
	if r.ContentLength > 0 {
		buf.Grow(int(r.ContentLength) + bytes.MinRead)
	}
	_, err := buf.ReadFrom(http.MaxBytesReader(w, r.Body, h.limits.Body))
	var exceeded *http.MaxBytesError
	switch {
	case err == nil:
		return buf.Bytes(), nil
	case errors.As(err, &exceeded):
		return nil, tooLarge(h.limits.Body)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, refuse(http.StatusRequestTimeout, CodeRequestTimeout, "the body did not arrive in time")
	default:
		return nil, badRequest("the body could not be read to its end")
	}
}

func tooLarge(limit int64) *refusal {
	return refuse(http.StatusRequestEntityTooLarge, CodeRequestTooLarge, "a request may have %d bytes", limit)
}

// decodeBody reads a request out of a JSON body. Members are told apart with
// case, as GraphQL over HTTP names them; unknown ones are ignored, as it asks.
func decodeBody(body []byte) (*graphql.RawParams, *refusal) {
	if !utf8.Valid(body) {
		return nil, badRequest("the body is not valid UTF-8")
	}
	if first := bytes.TrimLeft(body, " \t\r\n"); len(first) == 0 {
		return nil, badRequest("the body is empty")
	} else if first[0] != '{' {
		return nil, badRequest("the body is no JSON object")
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return nil, badRequest("the body is no valid JSON")
	}
	params := &graphql.RawParams{}
	for _, m := range []struct {
		name, kind string
		into       any
	}{
		{"query", "a string", &params.Query},
		{"operationName", "a string", &params.OperationName},
		{"variables", "an object", &params.Variables},
		{"extensions", "an object", &params.Extensions},
	} {
		if raw, ok := members[m.name]; ok && !decodeJSON(raw, m.into) {
			return nil, badRequest("%s must be %s", m.name, m.kind)
		}
	}
	return checkQuery(params)
}

// decodeURL reads a request out of the query of a URL, where variables and
// extensions are JSON.
func decodeURL(rawQuery string) (*graphql.RawParams, *refusal) {
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		return nil, badRequest("the URL's query is malformed")
	}
	params := &graphql.RawParams{}
	for _, m := range []struct {
		name string
		text *string
		json *map[string]any
	}{
		{name: "query", text: &params.Query},
		{name: "operationName", text: &params.OperationName},
		{name: "variables", json: &params.Variables},
		{name: "extensions", json: &params.Extensions},
	} {
		given := values[m.name]
		switch {
		case len(given) == 0:
		case len(given) > 1:
			return nil, badRequest("%s is given more than once", m.name)
		case !utf8.ValidString(given[0]):
			return nil, badRequest("%s is not valid UTF-8", m.name)
		case m.text != nil:
			*m.text = given[0]
		case given[0] != "" && !decodeJSON([]byte(given[0]), m.json):
			return nil, badRequest("%s must be a JSON object", m.name)
		}
	}
	return checkQuery(params)
}

// checkQuery refuses a request without a document, unless it names a persisted
// one.
func checkQuery(params *graphql.RawParams) (*graphql.RawParams, *refusal) {
	if params.Query == "" && params.Extensions[persistedQueryKey] == nil {
		return nil, badRequest("the request has no query")
	}
	return params, nil
}

// decodeJSON decodes one JSON value and nothing behind it, numbers as
// json.Number, and reports whether it is what into can hold; null leaves into
// alone.
func decodeJSON(raw []byte, into any) bool {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if dec.Decode(into) != nil {
		return false
	}
	_, err := dec.Token()
	return err == io.EOF
}
