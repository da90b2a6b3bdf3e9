package handler

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of answers, by the GraphQL over HTTP specification.
const (
	// typeResponse lets the status code tell what became of an operation.
	typeResponse = "application/graphql-response+json"
	// typeJSON has 200 for every well-formed request, as older clients want it.
	typeJSON = "application/json"
)

// negotiate chooses the media type of an answer from the values of Accept
// headers. Without a preference it is application/json, which every client
// understands. acceptable is false if neither type is accepted; the error that
// says so is sent as application/json.
func negotiate(accept []string) (mediaType string, acceptable bool) {
	if len(accept) == 0 {
		return typeJSON, true
	}
	response := quality(accept, typeResponse)
	json := quality(accept, typeJSON)
	switch {
	case json == 0 && response == 0:
		return typeJSON, false
	case response > json:
		return typeResponse, true
	case response < json:
		return typeJSON, true
	case names(accept, typeResponse) && !namesFirst(accept, typeJSON, typeResponse):
		return typeResponse, true
	default:
		return typeJSON, true
	}
}

// quality returns the weight that the most specific matching range of accept
// gives to mediaType, 0 if none matches (RFC 9110, section 12.5.1).
func quality(accept []string, mediaType string) float64 {
	best, specificity := 0.0, -1
	for rng, params := range ranges(accept) {
		s := -1
		switch {
		case rng == mediaType:
			s = 2
		case strings.HasSuffix(rng, "/*") && strings.HasPrefix(mediaType, rng[:len(rng)-1]):
			s = 1
		case rng == "*/*":
			s = 0
		}
		if s <= specificity {
			continue
		}
		if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
			continue
		}
		q := 1.0
		if text, ok := params["q"]; ok {
			parsed, err := strconv.ParseFloat(text, 64)
			if err != nil || !(parsed >= 0 && parsed <= 1) {
				continue
			}
			q = parsed
		}
		best, specificity = q, s
	}
	return best
}

// names reports whether accept lists mediaType itself, not only a wildcard.
func names(accept []string, mediaType string) bool {
	for rng := range ranges(accept) {
		if rng == mediaType {
			return true
		}
	}
	return false
}

// namesFirst reports whether accept lists a before it lists b.
func namesFirst(accept []string, a, b string) bool {
	for rng := range ranges(accept) {
		switch rng {
		case a:
			return true
		case b:
			return false
		}
	}
	return false
}

// ranges yields the well-formed media ranges of Accept headers with their
// parameters; what does not parse is passed over, as servers should.
func ranges(accept []string) func(yield func(string, map[string]string) bool) {
	return func(yield func(string, map[string]string) bool) {
		for _, header := range accept {
			for item := range strings.SplitSeq(header, ",") {
				rng, params, err := mime.ParseMediaType(strings.TrimSpace(item))
				if err == nil && !yield(rng, params) {
					return
				}
			}
		}
	}
}
