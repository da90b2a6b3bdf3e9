package linking

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"demandgraph/demand"

	"go.yaml.in/yaml/v3"
)

// Reason says why a name is listed for review.
type Reason string

// The reasons.
const (
	// Ambiguous names fit several nodes; they have none until a person chooses.
	Ambiguous Reason = "ambiguous"
	// New names fill a role and are known to nothing; a node was made of each.
	New Reason = "new"
	// Pronouns fill a role and name nothing.
	Pronoun Reason = "pronoun"
	// Unfit names are of another kind than their role wants, and known to nothing.
	Unfit Reason = "unfit"
)

// Entry is a name in an article that a person should look at.
type Entry struct {
	Mention    string          `yaml:"mention"`
	Kind       demand.NodeKind `yaml:"kind"`
	Article    string          `yaml:"article,omitempty"` // key; "" is every article
	Reason     Reason          `yaml:"reason,omitempty"`
	Roles      []string        `yaml:"roles,omitempty,flow"`
	Times      int             `yaml:"times,omitempty"`
	Sentence   string          `yaml:"sentence,omitempty"` // the first that it stands in
	Key        string          `yaml:"key,omitempty"`      // of the node that was made
	Candidates []Candidate     `yaml:"candidates,omitempty"`
	Choice     string          `yaml:"choice"` // key, "new", "none", or "" while undecided
}

// Candidate is a node that a name may stand for.
type Candidate struct {
	Key  string `yaml:"key"`
	Name string `yaml:"name"`
	What string `yaml:"what,omitempty"` // its type and what it is part of
}

// Review collects what persons should look at. The zero value is empty; its methods may
// be called from any goroutine.
type Review struct {
	mu      sync.Mutex
	entries map[linked]*Entry
	read    map[string]bool // articles
}

// Read says that the names of an article are listed anew.
func (r *Review) Read(article string) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.read == nil {
		r.read = map[string]bool{}
	}
	r.read[article] = true
}

// Keep takes over what a review file has from earlier runs: all that a person has decided, and
// what is undecided in articles that were not read again.
func (r *Review) Keep(from io.Reader) error {
	var kept []Entry
	err := readEntries(from, func(_ int, e Entry) error {
		kept = append(kept, e)
		return nil
	})
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range kept {
		if e.Choice != "" || !r.read[e.Article] {
			if r.entries == nil {
				r.entries = map[linked]*Entry{}
			}
			r.entries[e.at()] = &e
		}
	}
	return err
}

// Undecided counts the names that nobody has decided on.
func (r *Review) Undecided() int {
	n := 0
	for _, e := range r.Entries() {
		if e.Choice == "" {
			n++
		}
	}
	return n
}

// add lists a name, or counts it once more.
func (r *Review) add(e Entry) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	at := e.at()
	had := r.entries[at]
	if had == nil {
		if r.entries == nil {
			r.entries = map[linked]*Entry{}
		}
		had = &e
		r.entries[at] = had
	}
	had.Times++
	for _, role := range e.Roles {
		if !slices.Contains(had.Roles, role) {
			had.Roles = append(had.Roles, role)
		}
	}
}

// Entries are what is listed: by reason, mention, kind and article.
func (r *Review) Entries() []Entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []Entry
	for _, e := range r.entries {
		all = append(all, *e)
	}
	slices.SortFunc(all, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Mention, b.Mention), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Article, b.Article))
	})
	return all
}

const reviewHead = `# Names that a person should look at. Write a key after choice: one of the candidates or any
# other; or "new" for a node of that name, "none" for words that name nothing. An entry counts
# for its article; without the line "article" it counts for every article. Give the file back
# when loading again.
`

// WriteTo writes the review file.
func (r *Review) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	b.WriteString(reviewHead)
	entries := r.Entries()
	if len(entries) == 0 {
		b.WriteString("[]\n")
	} else {
		enc := yaml.NewEncoder(&b)
		enc.SetIndent(2)
		if err := enc.Encode(entries); err != nil {
			return 0, err
		}
	}
	n, err := w.Write(b.Bytes())
	return int64(n), err
}

// candidates shows nodes to choose from.
func (x *Index) candidates(all []*known) []Candidate {
	var out []Candidate
	for _, k := range all {
		what := strings.ToLower(k.Type)
		var above []string
		for _, p := range k.PartOf {
			if r := x.node(demand.KindRegion, p); r != nil && !slices.Contains(above, r.Name) {
				above = append(above, r.Name)
			}
		}
		if len(above) > 0 {
			what = strings.TrimSpace(fmt.Sprintf("%s in %s", what, strings.Join(above, ", ")))
		}
		name := k.Name
		if name == "" {
			name = k.Key
		}
		out = append(out, Candidate{Key: k.Key, Name: name, What: what})
	}
	return out
}
