package handler

import (
	"net/http"
	"net/url"
	"strings"
)

// checkOrigin refuses what the page of another site makes a browser send: the
// browser then names a foreign Origin or, with a GET that carries none, says
// cross-site in Sec-Fetch-Site. Where the origin is allowed, it sets the
// headers that let the page read the answer.
func (h *Handler) checkOrigin(w http.ResponseWriter, r *http.Request) *refusal {
	w.Header().Add("Vary", "Accept, Origin")
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
			return refuse(http.StatusForbidden, CodeForbiddenOrigin, "requests from other sites are refused")
		}
		return nil
	}
	origin := origins[0]
	switch {
	case len(origins) > 1:
	case h.origins[origin]:
		w.Header().Set("Access-Control-Allow-Origin", origin)
		return nil
	default:
		if u, err := url.Parse(origin); err == nil && u.Host != "" && strings.EqualFold(u.Host, r.Host) {
			return nil
		}
	}
	return refuse(http.StatusForbidden, CodeForbiddenOrigin, "requests from other sites are refused")
}

// preflight answers a browser that asks, for an allowed origin, whether it may
// send a request, and reports whether it did.
func (h *Handler) preflight(w http.ResponseWriter, r *http.Request) bool {
	if !h.origins[r.Header.Get("Origin")] || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
	w.Header().Set("Access-Control-Allow-Headers", "Content-Type, Accept")
	w.Header().Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}
