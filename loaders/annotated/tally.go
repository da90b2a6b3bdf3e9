package annotated

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// Tally counts over a whole run what is not loaded: labels that the profile does not know, and
// whatever else documents count. The zero value is empty; its methods may be called from any goroutine.
type Tally struct {
	mu      sync.Mutex
	found   map[labelled]*Unknown
	counted map[string]int
	bare    int    // articles of which nothing is known
	bareIn  string // the file of the first
}

// Unknown is a label that a profile does not know.
type Unknown struct {
	What    string // span, link or attribute
	Label   string
	Times   int
	Nearest string // the label that the profile has and that a person most likely meant, or ""
}

// String says it for people.
func (u Unknown) String() string {
	near := ""
	if u.Nearest != "" {
		near = fmt.Sprintf("; the nearest that it has is %q", u.Nearest)
	}
	return fmt.Sprintf("the %s label %q (%s)%s", u.What, u.Label, times(u.Times), near)
}

// count counts something. It reports false where there is nobody to count.
func (t *Tally) count(what string, n int) bool {
	if t == nil {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.counted == nil {
		t.counted = map[string]int{}
	}
	t.counted[what] += n
	return true
}

// unnamed counts an article of which nothing is known.
func (t *Tally) unnamed(file string) bool {
	if t == nil {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.bare++; t.bare == 1 {
		t.bareIn = file
	}
	return true
}

// Unnamed says how many articles there are of which nothing is known but their words, "" for none.
func (t *Tally) Unnamed() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	which := fmt.Sprintf("%d articles, the first in %s", t.bare, t.bareIn)
	switch t.bare {
	case 0:
		return ""
	case 1:
		which = "one article, in " + t.bareIn
	}
	return fmt.Sprintf("nothing says title, url, publisher or publishedAt of %s: put it into NAME.yaml or %s beside the file", which, articlesFile)
}

// Counted are the things that were read and not loaded, by what they are, with how many there are.
func (t *Tally) Counted() map[string]int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return maps.Clone(t.counted)
}

// add counts a label. It reports false where there is nobody to count.
func (t *Tally) add(u Unknown) bool {
	if t == nil {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.found == nil {
		t.found = map[labelled]*Unknown{}
	}
	at := labelled{u.What, u.Label}
	if had := t.found[at]; had != nil {
		had.Times += u.Times
	} else {
		t.found[at] = &u
	}
	return true
}

// Unknown are the labels: spans, links, attributes, of each the most frequent first.
func (t *Tally) Unknown() []Unknown {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []Unknown
	for _, u := range t.found {
		all = append(all, *u)
	}
	order := []string{"span", "link", "attribute"}
	slices.SortFunc(all, func(a, b Unknown) int {
		return cmp.Or(slices.Index(order, a.What)-slices.Index(order, b.What), b.Times-a.Times, cmp.Compare(a.Label, b.Label))
	})
	return all
}
