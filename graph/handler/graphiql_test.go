package handler_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"demandgraph/graph/handler"
)

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

// fetch gets a page or file as a browser does.
func fetch(t *testing.T, server *httptest.Server, target, accept string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest("GET", server.URL+target, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", accept)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// TestGraphiQL: the page and all that it loads come from the server itself.
func TestGraphiQL(t *testing.T) {
	server, _ := service(t, func(c *handler.Config) {
		c.Examples = []handler.Example{{Name: "One </script><b>", Query: "{ echo }", Variables: `{"a": 1}`}}
	})
	resp, page := fetch(t, server, "/graphql", browser)
	policy := resp.Header.Get("Content-Security-Policy")
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" ||
		!strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "script-src 'self';") {
		t.Errorf("%d %v", resp.StatusCode, resp.Header)
	}
	if strings.Contains(page, "<b>") || !strings.Contains(page, `"query":"{ echo }"`) {
		t.Errorf("the examples: %s", page)
	}
	if strings.Contains(page, "//") {
		t.Errorf("the page names another server: %s", page)
	}
	loaded := regexp.MustCompile(`(?:src|href)="(graphql/[^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(loaded) != 6 {
		t.Errorf("the page loads %d files: %s", len(loaded), page)
	}
	for _, m := range loaded {
		resp, body := fetch(t, server, "/"+m[1], "*/*")
		if resp.StatusCode != 200 || body == "" || resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d, %d bytes", m[1], resp.StatusCode, len(body))
		}
		want := "text/javascript; charset=utf-8"
		if strings.HasSuffix(m[1], ".css") {
			want = "text/css; charset=utf-8"
		}
		if got := resp.Header.Get("Content-Type"); got != want {
			t.Errorf("%s is %s", m[1], got)
		}
		if resp, _ := fetch(t, server, "/"+m[1], "*/*", "If-None-Match", resp.Header.Get("ETag")); resp.StatusCode != http.StatusNotModified {
			t.Errorf("%s again: %d", m[1], resp.StatusCode)
		}
	}
	for _, absent := range []string{"/graphql/graphiql/", "/graphql/graphiql/page.html", "/graphql/graphiql/nothing.js", "/graphql/graphiql/%2e%2e/handler.go"} {
		if resp, _ := fetch(t, server, absent, "*/*"); resp.StatusCode == 200 {
			t.Errorf("%s is there", absent)
		}
	}
}

// TestPageOrAnswer: who asks for JSON, or for anything, gets no page.
func TestPageOrAnswer(t *testing.T) {
	on, _ := service(t)
	off, _ := service(t, func(c *handler.Config) { c.GraphiQL = false })
	for _, c := range []struct {
		server *httptest.Server
		accept string
		page   bool
	}{
		{on, browser, true}, {on, "text/html", true}, {on, "text/html, application/json;q=0.9", true},
		{on, "application/json", false}, {on, "*/*", false}, {on, "application/json, text/html;q=0.5", false},
		{on, "text/html;q=0", false}, {off, browser, false},
	} {
		resp, _ := fetch(t, c.server, "/graphql?query={echo}", c.accept)
		if page := strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html"); page != c.page {
			t.Errorf("Accept: %s: page %v, want %v", c.accept, page, c.page)
		}
	}
	if resp, _ := fetch(t, off, "/graphql/graphiql/react.js", "*/*"); resp.StatusCode != 404 {
		t.Errorf("a file of the page that is off: %d", resp.StatusCode)
	}
}
