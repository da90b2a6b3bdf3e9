package main

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// withKnownHost refuses requests for a host that the service is not, where it listens on
// loopback: a page whose name was made to lead here (DNS rebinding) would make a browser send
// them. Names are localhost, those below it, addresses, and those allowed. A service that
// listens elsewhere is called by any name.
func withKnownHost(listening net.Addr, allowed []string, next http.Handler) http.Handler {
	if addr, ok := listening.(*net.TCPAddr); !ok || !addr.IP.IsLoopback() {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.Host
		if host, _, err := net.SplitHostPort(name); err == nil {
			name = host
		}
		name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
		known := name == "localhost" || strings.HasSuffix(name, ".localhost") || net.ParseIP(name) != nil ||
			slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(a, name) })
		if !known {
			answer(w, http.StatusMisdirectedRequest, "this service is not known by that name; --allowed-hosts names others")
			return
		}
		next.ServeHTTP(w, r)
	})
}
