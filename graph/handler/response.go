package handler

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// refusal is a request that never becomes an operation: the same status
// whatever the client accepts.
type refusal struct {
	status int
	err    *gqlerror.Error
	// allow and acceptEncoding are header values, empty for none.
	allow          string
	acceptEncoding string
}

func refuse(status int, code, format string, args ...any) *refusal {
	return &refusal{status: status, err: newError(code, format, args...)}
}

func badRequest(format string, args ...any) *refusal {
	return refuse(http.StatusBadRequest, CodeBadRequest, format, args...)
}

// responseWriter writes the answer to one request, once.
type responseWriter struct {
	w         http.ResponseWriter
	r         *http.Request
	mediaType string
	limits    Limits
	written   bool
}

// refuse writes a refusal.
func (o *responseWriter) refuse(ref *refusal) {
	if ref.allow != "" {
		o.w.Header().Set("Allow", ref.allow)
	}
	if ref.acceptEncoding != "" {
		o.w.Header().Set("Accept-Encoding", ref.acceptEncoding)
	}
	o.write(ref.status, &graphql.Response{Errors: gqlerror.List{ref.err}})
}

// respond writes what became of an operation. Without data it is a request
// error or a failure of the whole, which application/json tells by its errors
// alone, and application/graphql-response+json by its status as well.
func (o *responseWriter) respond(resp *graphql.Response) {
	status := http.StatusOK
	if len(resp.Data) == 0 && o.mediaType == typeResponse {
		status = http.StatusBadRequest
		if len(resp.Errors) > 0 {
			code, _ := resp.Errors[0].Extensions["code"].(string)
			if s, ok := codeStatus[code]; ok {
				status = s
			}
		}
	}
	o.write(status, resp)
}

// write sends an answer: errors first, as the specification suggests for those
// who read it, then data, byte for byte as execution left it, then extensions.
// An answer without data has no such entry.
func (o *responseWriter) write(status int, resp *graphql.Response) {
	if o.written {
		return
	}
	o.written = true

	head := make([]byte, 0, 256)
	head = append(head, '{')
	if errs := cut(resp.Errors, o.limits); len(errs) > 0 {
		head = append(head, `"errors":`...)
		head = appendJSON(head, errs)
		head = append(head, ',')
	}
	if len(resp.Data) > 0 {
		head = append(head, `"data":`...)
	}
	var tail []byte
	if len(resp.Extensions) > 0 {
		if len(resp.Data) > 0 {
			tail = append(tail, ',')
		}
		tail = append(tail, `"extensions":`...)
		tail = appendJSON(tail, resp.Extensions)
	} else if len(resp.Data) == 0 && len(head) > 1 {
		head = head[:len(head)-1] // the comma behind the errors
	}
	tail = append(tail, "}\n"...)

	header := o.w.Header()
	header.Set("Content-Type", o.mediaType+"; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Length", strconv.Itoa(len(head)+len(resp.Data)+len(tail)))
	o.w.WriteHeader(status)
	if o.r.Method == http.MethodHead {
		return
	}
	// A client that went away is nobody's error.
	if _, err := o.w.Write(head); err != nil {
		return
	}
	if _, err := o.w.Write(resp.Data); err != nil {
		return
	}
	_, _ = o.w.Write(tail)
}

// appendJSON appends v in JSON. It panics where v cannot be written, which an
// extension's author must see.
func appendJSON(to []byte, v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return append(to, b...)
}
