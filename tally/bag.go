package tally

import "slices"

// names numbers texts, from 1; 0 is the missing one.
type names struct {
	of   map[string]uint32
	text []string
}

func newNames() *names { return &names{of: map[string]uint32{"": 0}, text: []string{""}} }

func (n *names) id(text string) uint32 {
	id, ok := n.of[text]
	if !ok {
		id = uint32(len(n.text))
		n.of[text], n.text = id, append(n.text, text)
	}
	return id
}

func (n *names) ids(texts []string) []uint32 {
	out := make([]uint32, 0, len(texts))
	for _, text := range texts {
		out = append(out, n.id(text))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sets numbers sets of names, from 1; 0 is the empty one.
type sets struct {
	names *names // of what is in them
	keys  *names // the sets, written as text
	all   [][]uint32
}

func newSets(n *names) *sets { return &sets{names: n, keys: newNames(), all: [][]uint32{nil}} }

func (s *sets) id(texts []string) uint32 {
	ids := s.names.ids(texts)
	key := make([]byte, 0, 4*len(ids))
	for _, id := range ids {
		key = append(key, byte(id), byte(id>>8), byte(id>>16), byte(id>>24))
	}
	id := s.keys.id(string(key))
	if int(id) == len(s.all) {
		s.all = append(s.all, ids)
	}
	return id
}

// bag is a set of numbers that takes four bytes for each, eight at most: what was added
// twice goes when it is full.
type bag []uint32

func (b *bag) add(id uint32) {
	if n := len(*b); n > 0 && (*b)[n-1] == id {
		return
	}
	if len(*b) >= 16 && len(*b) == cap(*b) {
		b.compact()
		if len(*b) > cap(*b)/2 {
			*b = slices.Grow(*b, cap(*b))
		}
	}
	*b = append(*b, id)
}

func (b *bag) compact() {
	slices.Sort(*b)
	*b = slices.Compact(*b)
}

// count is how many distinct numbers there are.
func (b *bag) count() int {
	b.compact()
	return len(*b)
}
