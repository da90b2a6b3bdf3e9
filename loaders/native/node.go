package native

import "demandgraph/loaders"

// nodeKind is what a node of a parsed document is.
type nodeKind int

const (
	null nodeKind = iota
	scalar
	list
	mapping
)

// String names the kind for people.
func (k nodeKind) String() string {
	return [...]string{"nothing", "a single value", "a list", "a mapping of fields"}[k]
}

// node is a part of a parsed document with its place.
type node struct {
	kind nodeKind
	at   loaders.Place
	// text is a scalar as written, unescaped; number says that it is a bare
	// number or true or false, which YAML takes for text where text is meant.
	text   string
	number bool
	yaml   bool
	items  []*node // of a list
	fields []field // of a mapping, in order
}

// field is one field of a mapping.
type field struct {
	name  string
	at    loaders.Place
	value *node
}

// Bounds of a document, beyond which nobody means it.
const (
	maxDepth   = 64      // levels of lists and mappings
	maxAliased = 100_000 // nodes that YAML aliases stand for, in all
)

// syntaxError is why a document cannot be parsed.
type syntaxError struct {
	at      loaders.Place
	message string
}

func (e *syntaxError) Error() string { return e.message }
