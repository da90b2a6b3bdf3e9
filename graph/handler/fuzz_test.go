package handler_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"demandgraph/graph/handler"
)

// FuzzRequest sends any body, and the same bytes as the query of a URL: the
// answer is always JSON in UTF-8 with data or errors, every error has a code,
// and nothing is ever the server's fault.
func FuzzRequest(f *testing.F) {
	for _, seed := range []string{
		`{"query":"{echo}"}`, `{"query":"query($v:AsOf!){at(asOf:$v)}","variables":{"v":{"date":"2025"}}}`,
		`{"query":"query($f:Filter){things(filter:$f){nodes{key}}}","variables":{"f":{"and":[{"number":[1]}]}}}`,
		`{"query":"{...f} fragment f on Query{a:echo @skip(if:true)}","operationName":"x","extensions":{}}`,
		`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`, `{"query":"{__schema{types{name}}}"}`,
		`[]`, `null`, `{"query":7}`, "\xff", `{"query":"{echo(number:99999999999999999999)}"}`,
		`query={echo}&variables={}`, `query=%7Becho%7D&query=x`, `{"query":"mutation{add}"}`, `{"query":"{echo(flag:{})}"}`,
		`{"query":"query($v:[[Int]]){echo}","variables":{"v":1}}`, `{"query":"query($v:Boolean=true){echo @skip(if:$v)}","variables":{"v":null}}`,
	} {
		f.Add(seed)
	}
	h := handler.New(executable(), handler.Config{Introspection: true})
	f.Fuzz(func(t *testing.T, text string) {
		post := httptest.NewRequest("POST", "/graphql", strings.NewReader(text))
		post.Header.Set("Content-Type", asJSON)
		get := httptest.NewRequest("GET", "/graphql", nil)
		get.URL = &url.URL{Path: "/graphql", RawQuery: text}
		for _, r := range []string{asJSON, asResponse} {
			post.Header.Set("Accept", r)
			get.Header.Set("Accept", r)
			post.Body = httptest.NewRequest("POST", "/", strings.NewReader(text)).Body
			for _, req := range []*httptest.ResponseRecorder{record(h, post), record(h, get)} {
				check(t, text, req)
			}
		}
	})
}

func check(t *testing.T, text string, w *httptest.ResponseRecorder) {
	t.Helper()
	var a answer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || !utf8.Valid(w.Body.Bytes()) {
		t.Fatalf("%q: no JSON: %v %q", text, err, w.Body)
	}
	if w.Code >= 500 {
		t.Fatalf("%q: %d %s", text, w.Code, w.Body)
	}
	if len(a.Errors) == 0 && len(a.Data) == 0 {
		t.Fatalf("%q: neither data nor errors: %s", text, w.Body)
	}
	for _, err := range a.Errors {
		if code, _ := err.Extensions["code"].(string); code == "" || code == handler.CodeInternal && !strings.Contains(text, "fail") && !strings.Contains(text, "must") {
			t.Fatalf("%q: code %q: %s", text, code, w.Body)
		}
	}
}

func record(h *handler.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
