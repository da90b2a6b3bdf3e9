package handler_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"demandgraph/graph/handler"
)

// TestRequests sends one request after another and looks at status, code and
// headers: GraphQL over HTTP, and what reaches a server that should not.
func TestRequests(t *testing.T) {
	server, log := service(t, func(c *handler.Config) { c.AllowedOrigins = []string{"https://friend.example"} })
	host := strings.TrimPrefix(server.URL, "http://")

	const good = `{"query":"{echo}"}`
	post := func(body string, headers ...string) func(*testing.T) answer {
		return func(t *testing.T) answer {
			return send(t, server, "POST", "/graphql", body, append([]string{"Content-Type", asJSON}, headers...)...)
		}
	}
	raw := func(method, target, body string, headers ...string) func(*testing.T) answer {
		return func(t *testing.T) answer { return send(t, server, method, target, body, headers...) }
	}
	get := func(query string, headers ...string) func(*testing.T) answer {
		return raw("GET", "/graphql?query="+url.QueryEscape(query), "", headers...)
	}
	type headers = map[string]string

	for _, c := range []struct {
		name   string
		send   func(*testing.T) answer
		status int
		code   string
		want   headers
	}{
		{"post", post(good), 200, "", headers{"Content-Type": asJSON + "; charset=utf-8", "X-Content-Type-Options": "nosniff", "Vary": "Accept, Origin"}},
		{"post accepts response", post(good, "Accept", asResponse), 200, "", headers{"Content-Type": asResponse + "; charset=utf-8"}},
		{"accept anything", post(good, "Accept", "*/*"), 200, "", headers{"Content-Type": asJSON + "; charset=utf-8"}},
		{"accept with weights", post(good, "Accept", asJSON+";q=0.5, "+asResponse), 200, "", headers{"Content-Type": asResponse + "; charset=utf-8"}},
		{"accept in order", post(good, "Accept", asJSON+", "+asResponse), 200, "", headers{"Content-Type": asJSON + "; charset=utf-8"}},
		{"accept with charset", post(good, "Accept", asResponse+"; charset=UTF-8"), 200, "", headers{"Content-Type": asResponse + "; charset=utf-8"}},
		{"accept nothing served", post(good, "Accept", "text/csv"), 406, handler.CodeNotAcceptable, nil},
		{"accept another charset", post(good, "Accept", asJSON+"; charset=utf-16"), 406, handler.CodeNotAcceptable, nil},
		{"content type with charset", raw("POST", "/graphql", good, "Content-Type", asJSON+`; charset="UTF-8"`), 200, "", nil},
		{"unknown member", post(`{"query":"{echo}","more":1}`), 200, "", nil},
		{"null members", post(`{"query":"{echo}","operationName":null,"variables":null,"extensions":null}`), 200, "", nil},
		{"operation name", post(`{"query":"query A{echo} query B{echo(text:\"b\")}","operationName":"B"}`), 200, "", nil},
		{"operation name missing", post(`{"query":"query A{echo} query B{echo}","operationName":"C"}`), 200, handler.CodeValidationFailed, nil},

		{"put", raw("PUT", "/graphql", good, "Content-Type", asJSON), 405, handler.CodeMethodNotAllowed, headers{"Allow": "GET, POST"}},
		{"delete", raw("DELETE", "/graphql", ""), 405, handler.CodeMethodNotAllowed, headers{"Allow": "GET, POST"}},
		{"options", raw("OPTIONS", "/graphql", ""), 405, handler.CodeMethodNotAllowed, headers{"Allow": "GET, POST"}},
		{"no content type", raw("POST", "/graphql", good), 415, handler.CodeUnsupportedMediaType, nil},
		{"two content types", post(good, "Content-Type", "text/plain"), 415, handler.CodeUnsupportedMediaType, nil},
		{"text", raw("POST", "/graphql", good, "Content-Type", "text/plain"), 415, handler.CodeUnsupportedMediaType, nil},
		{"form", raw("POST", "/graphql", "query=%7Becho%7D", "Content-Type", "application/x-www-form-urlencoded"), 415, handler.CodeUnsupportedMediaType, nil},
		{"multipart", raw("POST", "/graphql", "--x--", "Content-Type", "multipart/form-data; boundary=x"), 415, handler.CodeUnsupportedMediaType, nil},
		{"malformed content type", raw("POST", "/graphql", good, "Content-Type", "application/json; charset"), 415, handler.CodeUnsupportedMediaType, nil},
		{"other charset", raw("POST", "/graphql", good, "Content-Type", asJSON+"; charset=latin1"), 415, handler.CodeUnsupportedMediaType, nil},
		{"compressed", post(good, "Content-Encoding", "gzip"), 415, handler.CodeUnsupportedMediaType, headers{"Accept-Encoding": "identity"}},
		{"not compressed", post(good, "Content-Encoding", "identity"), 200, "", nil},

		{"no body", post(""), 400, handler.CodeBadRequest, nil},
		{"no JSON", post("{echo}"), 400, handler.CodeBadRequest, nil},
		{"JSON cut off", post(`{"query":"{echo}"`), 400, handler.CodeBadRequest, nil},
		{"JSON and more", post(good + good), 400, handler.CodeBadRequest, nil},
		{"array", post("[" + good + "]"), 400, handler.CodeBadRequest, nil},
		{"null", post("null"), 400, handler.CodeBadRequest, nil},
		{"string", post(`"{echo}"`), 400, handler.CodeBadRequest, nil},
		{"not UTF-8", post("{\"query\":\"{echo(text:\\\"\xff\\\")}\"}"), 400, handler.CodeBadRequest, nil},
		{"no query", post(`{}`), 400, handler.CodeBadRequest, nil},
		{"query with a capital", post(`{"Query":"{echo}"}`), 400, handler.CodeBadRequest, nil},
		{"query null", post(`{"query":null}`), 400, handler.CodeBadRequest, nil},
		{"query a number", post(`{"query":7}`), 400, handler.CodeBadRequest, nil},
		{"query an object", post(`{"query":{"a":1}}`), 400, handler.CodeBadRequest, nil},
		{"operation name a number", post(`{"query":"{echo}","operationName":7}`), 400, handler.CodeBadRequest, nil},
		{"variables a string", post(`{"query":"{echo}","variables":"{}"}`), 400, handler.CodeBadRequest, nil},
		{"variables a list", post(`{"query":"{echo}","variables":[]}`), 400, handler.CodeBadRequest, nil},
		{"extensions a number", post(`{"query":"{echo}","extensions":0}`), 400, handler.CodeBadRequest, nil},
		{"too large", post(`{"query":"{echo}","x":"` + strings.Repeat("a", 1<<20) + `"}`), 413, handler.CodeRequestTooLarge, nil},

		{"get", get("{echo}"), 200, "", headers{"Content-Type": asJSON + "; charset=utf-8"}},
		{"get with variables", raw("GET", "/graphql?query="+url.QueryEscape("query($t:String){echo(text:$t)}")+"&variables="+url.QueryEscape(`{"t":"x"}`), ""), 200, "", nil},
		{"get nothing", raw("GET", "/graphql", ""), 400, handler.CodeBadRequest, nil},
		{"get twice", raw("GET", "/graphql?query={echo}&query={echo}", ""), 400, handler.CodeBadRequest, nil},
		{"get with bad variables", raw("GET", "/graphql?query={echo}&variables=[1]", ""), 400, handler.CodeBadRequest, nil},
		{"get with bad extensions", raw("GET", "/graphql?query={echo}&extensions=nonsense", ""), 400, handler.CodeBadRequest, nil},
		{"get with a bad escape", raw("GET", "/graphql?query=%zz", ""), 400, handler.CodeBadRequest, nil},
		{"get not UTF-8", raw("GET", "/graphql?query=%ff", ""), 400, handler.CodeBadRequest, nil},
		{"get a mutation", get("mutation{add}"), 405, handler.CodeMethodNotAllowed, headers{"Allow": "POST"}},
		{"post a mutation", post(`{"query":"mutation{add}"}`), 200, "", nil},
		{"query in the URL of a post", raw("POST", "/graphql?query={echo}", "{}", "Content-Type", asJSON), 400, handler.CodeBadRequest, nil},

		{"own origin", post(good, "Origin", "http://"+host), 200, "", nil},
		{"friend's origin", post(good, "Origin", "https://friend.example"), 200, "", headers{"Access-Control-Allow-Origin": "https://friend.example"}},
		{"foreign origin", post(good, "Origin", "https://evil.example"), 403, handler.CodeForbiddenOrigin, headers{"Access-Control-Allow-Origin": ""}},
		{"origin that looks alike", post(good, "Origin", "https://friend.example.evil.example"), 403, handler.CodeForbiddenOrigin, nil},
		{"null origin", post(good, "Origin", "null"), 403, handler.CodeForbiddenOrigin, nil},
		{"two origins", post(good, "Origin", "https://friend.example", "Origin", "https://evil.example"), 403, handler.CodeForbiddenOrigin, nil},
		{"get from another site", get("{echo}", "Sec-Fetch-Site", "cross-site"), 403, handler.CodeForbiddenOrigin, nil},
		{"get from the same site", get("{echo}", "Sec-Fetch-Site", "same-origin"), 200, "", nil},
		{"preflight of a friend", raw("OPTIONS", "/graphql", "", "Origin", "https://friend.example", "Access-Control-Request-Method", "POST"), 204, "", headers{"Access-Control-Allow-Origin": "https://friend.example", "Access-Control-Allow-Methods": "GET, POST"}},
		{"preflight of a stranger", raw("OPTIONS", "/graphql", "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST"), 403, handler.CodeForbiddenOrigin, nil},

		{"does not parse, json", post(`{"query":"{"}`), 200, handler.CodeParseFailed, nil},
		{"does not parse", post(`{"query":"{"}`, "Accept", asResponse), 400, handler.CodeParseFailed, nil},
		{"only a comment", post(`{"query":"# nothing"}`, "Accept", asResponse), 400, handler.CodeValidationFailed, nil},
		{"invalid, json", post(`{"query":"{ecko}"}`), 200, handler.CodeValidationFailed, nil},
		{"invalid", post(`{"query":"{ecko}"}`, "Accept", asResponse), 400, handler.CodeValidationFailed, nil},
		{"subscription", post(`{"query":"subscription{echo}"}`, "Accept", asResponse), 400, handler.CodeValidationFailed, nil},
		{"variable missing", post(`{"query":"query($a:AsOf!){at(asOf:$a)}"}`, "Accept", asResponse), 400, handler.CodeBadUserInput, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := c.send(t)
			if a.status != c.status || a.code() != c.code {
				t.Errorf("status %d, code %q; want %d, %q\n%.300s", a.status, a.code(), c.status, c.code, a.body)
			}
			for name, want := range c.want {
				if got := a.header.Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			if c.code != "" && a.hasData() {
				t.Errorf("a refusal has an entry data: %.300s", a.body)
			}
			if c.code == "" && c.status == 200 && (len(a.Errors) > 0 || !a.hasData()) {
				t.Errorf("no data: %.300s", a.body)
			}
		})
	}
	if log.Len() > 0 {
		t.Errorf("a client's mistake was logged as the server's:\n%.500s", log)
	}
}

// TestBodyIsNotEchoed sends what must not come back.
func TestBodyIsNotEchoed(t *testing.T) {
	server, _ := service(t)
	const mark = "<script>alert"
	for _, body := range []string{
		mark, `{"query":7,"x":"` + mark + `"}`, `{"` + mark + `"`, `["` + mark + `"]`,
		`{"query":"{echo}","variables":"` + mark + `"}`,
	} {
		a := send(t, server, "POST", "/graphql", body, "Content-Type", asJSON)
		if a.status != 400 || strings.Contains(a.body, mark) {
			t.Errorf("%s: status %d, %s", body, a.status, a.body)
		}
	}
}

// TestHead has headers and no body.
func TestHead(t *testing.T) {
	server, _ := service(t)
	a := send(t, server, "HEAD", "/graphql?query={echo}", "")
	if a.status != 405 || a.body != "" {
		t.Errorf("status %d, body %q", a.status, a.body)
	}
}

// TestRecorder: a writer that knows no deadlines serves as well.
func TestRecorder(t *testing.T) {
	h := handler.New(executable(), handler.Config{})
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/graphql", strings.NewReader(`{"query":"{echo}"}`))
	r.Header.Set("Content-Type", asJSON)
	h.ServeHTTP(w, r)
	if got := w.Body.String(); got != `{"data":{"echo":"hello"}}`+"\n" {
		t.Errorf("got %s", got)
	}
}
