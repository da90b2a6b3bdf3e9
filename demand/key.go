package demand

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"
)

const (
	// MaxKeyLength bounds the keys that documents give, in characters.
	MaxKeyLength = 160

	// maxMadeLength bounds the readable part of keys that are made, so that a hash,
	// and a second part, still fit.
	maxMadeLength = 80
)

// ValidKey says what is wrong with a key: one to [MaxKeyLength] characters of [a-z0-9-].
func ValidKey(key string) error {
	if key == "" {
		return errors.New("a key is empty")
	}
	if len(key) > MaxKeyLength {
		return fmt.Errorf("key %.20q… is longer than %d characters", key, MaxKeyLength)
	}
	for _, r := range key {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return fmt.Errorf("key %q has %q; only a-z, 0-9 and - are allowed", key, r)
		}
	}
	return nil
}

// MakeKey makes a key from a name: "Donetsk Oblast" gives "donetsk-oblast". Names are
// transliterated from Latin with diacritics, Cyrillic and Greek letter by letter, from
// other scripts roughly. It is lossy when something other than spaces, punctuation and
// case was lost on the way, among these a letter without a transliteration, a script that is
// only read roughly, and the end of a long name; the node's key is then [HashedKey] of
// the key and the name. So it is when another node has the key. The key is "" when nothing
// of the name is left.
func MakeKey(name string) (key string, lossy bool) {
	text, lossy := transliterate(name)
	key = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }), "-")
	short := shorten(key, maxMadeLength)
	return short, lossy || short != key || short == ""
}

// HashSuffix is eight hexadecimal digits of a hash of the parts. Parts that are divided
// differently are different: ("a", "b") is not ("ab").
func HashSuffix(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// HashedKey is the prefix, shortened if need be, with '-' and the [HashSuffix] of the parts.
// The prefix is a key or "".
func HashedKey(prefix string, parts ...string) string {
	prefix = shorten(prefix, MaxKeyLength-len("-01234567"))
	if prefix == "" {
		return HashSuffix(parts...)
	}
	return prefix + "-" + HashSuffix(parts...)
}

// shorten cuts a key to n characters at most, between words where there is more than one.
func shorten(key string, n int) string {
	if len(key) > n {
		word := key[:n+1]
		if i := strings.LastIndexByte(word, '-'); i > 0 {
			word = word[:i]
		}
		key = word[:min(len(word), n)]
	}
	return strings.Trim(key, "-")
}

// PositionKey makes the key of a position from what identifies the act: taker, on whose
// behalf, kind, demand, according-to and the occasion, which is the event and phase or,
// without an event, the date exactly as told. References are keys after redirects. Order
// and articles do not identify an act: two articles that tell of it make one position.
func PositionKey(a Act) string {
	event, phase, date := a.Event, string(a.Phase), ""
	if event == "" {
		phase, date = "", a.Date.String()
	}
	prefix := shorten(a.Taker, 40) + "-" + strings.ToLower(string(a.Kind)) + "-" + shorten(a.Demand, 60)
	return HashedKey(prefix, "position", a.Taker, a.For, string(a.Kind), a.Demand, a.AccordingTo, event, phase, date)
}

// TermKey makes the key of a term from what identifies it: its demand, kind, who offers
// it or "", according to whom or "", and summary. References are keys after redirects.
func TermKey(demand string, kind TermKind, offeredBy, accordingTo, summary string) string {
	prefix := shorten(demand, 60)
	if made, _ := MakeKey(summary); made != "" {
		prefix += "-" + shorten(made, 60)
	}
	return HashedKey(prefix, "term", demand, string(kind), offeredBy, accordingTo, summary)
}

// Span is what identifies an annotation within an article: the offsets where the text
// is known, else the quote. The zero Span is the whole article.
type Span struct {
	Start, End *int // in code points, end exclusive; nil where there is no text
	Exact      string
	Prefix     string // the words before the quote, or ""
	Suffix     string // the words after it, or ""
	Occurrence int    // which of several equal quotes, from 1; 0 where not said
}

// AnnotationKey makes the key of an annotation from its article's key, its span, or the
// quote where there are no offsets, and its annotator or "".
func AnnotationKey(article string, span Span, annotator string) string {
	prefix := shorten(article, 100)
	if span.Start != nil && span.End != nil {
		start, end := strconv.Itoa(*span.Start), strconv.Itoa(*span.End)
		return HashedKey(prefix+"-"+start+"-"+end, "annotation", article, "span", start, end, annotator)
	}
	if span.Exact == "" {
		return HashedKey(prefix, "annotation", article, "whole", annotator)
	}
	return HashedKey(prefix, "annotation", article, "quote", span.Exact, span.Prefix, span.Suffix, strconv.Itoa(span.Occurrence), annotator)
}

// ArticleKey makes the key of an article: from its URL, always with a hash, or else from
// publisher, date and title, each of which may be missing but the title. It fails when there
// is neither.
func ArticleKey(address, publisher string, publishedAt Date, title string) (string, error) {
	if address = CanonicalURL(address); address != "" {
		return HashedKey(urlPrefix(address), "article", address), nil
	}
	if strings.TrimSpace(title) == "" {
		return "", errors.New("an article needs a key, a URL, or a title with publisher and date to make a key from")
	}
	name := strings.Join([]string{publisher, publishedAt.String(), title}, " ")
	key, lossy := MakeKey(name)
	if lossy {
		key = HashedKey(key, "article", publisher, publishedAt.String(), title)
	}
	return key, nil
}

// urlPrefix makes a readable prefix from a URL's host and the last part of its path.
func urlPrefix(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "article"
	}
	last := path.Base(u.Path)
	last = strings.TrimSuffix(last, path.Ext(last))
	key, _ := MakeKey(strings.TrimPrefix(u.Hostname(), "www.") + " " + last)
	return key
}
