package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestKnownHosts(t *testing.T) {
	here := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}
	everywhere := &net.TCPAddr{IP: net.IPv4zero, Port: 8080}
	for _, c := range []struct {
		host   string
		at     net.Addr
		status int
	}{
		{"localhost:8080", here, http.StatusOK},
		{"LOCALHOST", here, http.StatusOK},
		{"graph.localhost:8080", here, http.StatusOK},
		{"127.0.0.1:8080", here, http.StatusOK},
		{"[::1]:8080", here, http.StatusOK},
		{"graph.example.org", here, http.StatusOK},
		{"evil.example", here, http.StatusMisdirectedRequest},
		{"localhost.evil.example:8080", here, http.StatusMisdirectedRequest},
		{"", here, http.StatusMisdirectedRequest},
		{"evil.example", everywhere, http.StatusOK},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "/graphql", nil)
		r.Host = c.host
		withKnownHost(c.at, []string{"graph.example.org"}, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })).ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%q at %s: got %d, want %d", c.host, c.at, w.Code, c.status)
		}
	}
}
