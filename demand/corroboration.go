package demand

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// Source is what corroboration looks at in an article.
type Source struct {
	Key       string // of the article
	URL       string // or ""
	SHA256    string // of the text, in hexadecimal digits, or ""
	Text      string // or ""; its hash is used where SHA256 is missing
	Publisher string // or ""
}

// Corroboration counts independent sources.
type Corroboration struct {
	Articles   int // distinct articles
	Publishers int // distinct publishers
}

// Corroborate counts the distinct articles among the sources, the same URL being one
// article and, without a URL, the same text (without both, the same key), and the
// distinct publishers by folded name. Articles without a publisher add none.
func Corroborate(sources []Source) Corroboration {
	articles, publishers := map[string]bool{}, map[string]bool{}
	for _, s := range sources {
		articles[s.identity()] = true
		if name := strings.Join(strings.Fields(Fold(s.Publisher)), " "); name != "" {
			publishers[name] = true
		}
	}
	return Corroboration{len(articles), len(publishers)}
}

func (s Source) identity() string {
	switch {
	case s.URL != "":
		return "url " + CanonicalURL(s.URL)
	case s.SHA256 != "":
		return "text " + strings.ToLower(s.SHA256)
	case s.Text != "":
		sum := sha256.Sum256([]byte(s.Text))
		return "text " + hex.EncodeToString(sum[:])
	}
	return "key " + s.Key
}

// CanonicalURL writes a URL so that spellings of the same address are equal: scheme and
// host in lower case, no default port, no fragment, no path that is only a slash. What is
// no URL with a host stays as it is, without spaces around it.
func CanonicalURL(address string) string {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Scheme == "http" {
		u.Host = strings.TrimSuffix(u.Host, ":80")
	}
	if u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":443")
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "/" {
		u.Path = ""
	}
	return strings.TrimSpace(u.String())
}

// sortedKeys lists the keys of a set in order, never nil.
func sortedKeys(set map[string]bool) []string {
	return append([]string{}, slices.Sorted(maps.Keys(set))...)
}
