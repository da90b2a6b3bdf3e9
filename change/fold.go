package change

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"demandgraph/demand"
)

// folded is what all claims of a node make of it, before anything is derived
// that needs other nodes.
type folded struct {
	node     *Node
	articles []string // keys of the articles that tell of it, sorted
}

// conflict is something about which two claims contradict each other, or, with
// b empty, something that is wrong with the claims as they stand.
type conflict struct {
	a, b         string // claim ids
	what         string
	aSays, bSays string // where there are two
}

// fold makes a node of its claims. Whatever the order of the claims, it comes
// out the same. It is nil when no claim describes the node.
//
// Fields that complete each other are joined and lists united; the fields of a
// claim that replaces win over those of claims that do not.
func fold(ref demand.Ref, claims []Claim) (*folded, []conflict) {
	f := &folder{kind: mustKind(ref.Kind), node: &Node{Ref: ref, Props: map[string]any{"key": ref.Key}},
		edges: map[string]*foldedEdge{}, imports: map[string]bool{}}
	for _, c := range slices.SortedFunc(slices.Values(claims), func(a, b Claim) int { return cmp.Compare(a.ID, b.ID) }) {
		body := c.body
		if body == nil {
			body = &Body{}
			if err := json.Unmarshal([]byte(c.Body), body); err != nil {
				return nil, []conflict{{a: c.ID, what: "the stored claim cannot be read: " + err.Error()}}
			}
		}
		if body.empty() {
			continue
		}
		f.claims = append(f.claims, readClaim{c.ID, *body, slices.Sorted(maps.Keys(c.Imports))})
	}
	if !slices.ContainsFunc(f.claims, func(c readClaim) bool { return len(c.Props) > 0 }) {
		return nil, nil
	}
	f.claims = standing(f.kind, f.claims)
	for _, c := range f.claims {
		for _, key := range c.imports {
			f.imports[key] = true
		}
	}
	f.props()
	f.collectEdges()
	articles := f.tellings()
	f.finish()
	return &folded{node: f.node, articles: articles}, f.conflicts
}

type readClaim struct {
	id string
	Body
	imports []string
}

type folder struct {
	kind      *demand.Kind
	node      *Node
	claims    []readClaim
	edges     map[string]*foldedEdge
	imports   map[string]bool
	conflicts []conflict
}

type foldedEdge struct {
	Edge
	claim       string // one that says so, for messages
	annotations []string
	imports     []string
}

func mustKind(name demand.NodeKind) *demand.Kind {
	k, ok := demand.KindOf(name)
	if !ok {
		panic("change: no kind " + string(name))
	}
	return k
}

func (f *folder) props() {
	for _, p := range f.kind.Props {
		if p.Derived {
			continue
		}
		said := f.said(p)
		if p.Type == demand.Strings || p.Type == demand.Texts {
			f.node.Props[p.Name] = union(said)
			continue
		}
		if len(said) > 0 {
			f.node.Props[p.Name] = f.agreed(p, said)
			if p.Type == demand.Point {
				f.node.Props["locationImports"] = f.importsOf(said)
			}
		}
	}
	if f.kind.Name == demand.KindArticle && f.node.Props["extent"] == nil {
		f.node.Props["extent"] = "FULL"
	}
	if text, ok := f.node.Props["text"].(string); ok && f.node.Props["sha256"] == nil { // by which the same text is found
		sum := sha256.Sum256([]byte(text))
		f.node.Props["sha256"] = hex.EncodeToString(sum[:])
	}
	for _, p := range f.kind.Props {
		if p.Required && !p.Derived && f.node.Props[p.Name] == nil {
			f.conflicts = append(f.conflicts, conflict{a: f.claims[0].id, what: "nothing says its " + p.Name})
		}
	}
}

type saying struct {
	claim string
	value any
}

// said are the values that claims give a property: those of the claims that
// replace, if there are such, else all.
func (f *folder) said(p demand.Prop) []saying {
	var all, replacing []saying
	for _, c := range f.claims {
		v, ok := c.Props[p.Name]
		if !ok {
			continue
		}
		s := saying{c.id, typed(p, v)}
		all = append(all, s)
		if c.Replaces {
			replacing = append(replacing, s)
		}
	}
	if len(replacing) > 0 {
		return replacing
	}
	return all
}

// importsOf are the keys of the imports by which something was said.
func (f *folder) importsOf(said []saying) []string {
	var keys []string
	for _, c := range f.claims {
		if slices.ContainsFunc(said, func(s saying) bool { return s.claim == c.id }) {
			keys = append(keys, c.imports...)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func union(said []saying) []string {
	out := []string{}
	for _, s := range said {
		out = append(out, s.value.([]string)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// agreed is the one value said; of an annotation, whose words before and after
// may be given longer or shorter, the longest or greatest.
func (f *folder) agreed(p demand.Prop, said []saying) any {
	best := said[0]
	for _, s := range said[1:] {
		if s.value == best.value {
			continue
		}
		if p.Type == demand.Bool { // said by one is enough
			best = saying{best.claim, true}
			continue
		}
		if f.kind.Name != demand.KindAnnotation {
			f.conflicts = append(f.conflicts, conflict{best.claim, s.claim, p.Name, shown(best.value), shown(s.value)})
			continue
		}
		if greater(s.value, best.value) {
			best = s
		}
	}
	return best.value
}

func greater(a, b any) bool {
	switch a := a.(type) {
	case string:
		b := b.(string)
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) > 0
	case int64:
		return a > b.(int64)
	case float64:
		return a > b.(float64)
	}
	return false
}

func shown(v any) string {
	s := fmt.Sprintf("%q", fmt.Sprint(v))
	if len(s) > 80 {
		s = s[:77] + `…"`
	}
	return s
}

// typed gives a value out of JSON the type that its property has.
func typed(p demand.Prop, v any) any {
	switch p.Type {
	case demand.Int:
		if n, ok := v.(float64); ok {
			return int64(n)
		}
	case demand.Strings, demand.Texts:
		if list, ok := v.([]any); ok {
			out := make([]string, len(list))
			for i, x := range list {
				out[i], _ = x.(string)
			}
			return out
		}
	case demand.Point:
		switch list := v.(type) {
		case []float64:
			return [2]float64{list[0], list[1]}
		case []any:
			if len(list) == 2 {
				lat, _ := list[0].(float64)
				lon, _ := list[1].(float64)
				return [2]float64{lat, lon}
			}
		}
	}
	return v
}
