package annotated

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

// Labels counts the labels that the profile of a run does not know. The zero value is empty; its
// methods may be called from any goroutine.
type Labels struct {
	mu    sync.Mutex
	found map[labelled]*Unknown
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

// add counts a label. It reports false where there is nobody to count.
func (l *Labels) add(u Unknown) bool {
	if l == nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.found == nil {
		l.found = map[labelled]*Unknown{}
	}
	at := labelled{u.What, u.Label}
	if had := l.found[at]; had != nil {
		had.Times += u.Times
	} else {
		l.found[at] = &u
	}
	return true
}

// Unknown are the labels: spans, links, attributes, of each the most frequent first.
func (l *Labels) Unknown() []Unknown {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []Unknown
	for _, u := range l.found {
		all = append(all, *u)
	}
	order := []string{"span", "link", "attribute"}
	slices.SortFunc(all, func(a, b Unknown) int {
		return cmp.Or(slices.Index(order, a.What)-slices.Index(order, b.What), b.Times-a.Times, cmp.Compare(a.Label, b.Label))
	})
	return all
}
