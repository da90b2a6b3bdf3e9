package facts

import (
	"cmp"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// interned keeps one copy of texts that come again and again: keys of actors and
// demands, kinds.
type interned map[string]string

func (in interned) text(v any) string {
	s, _ := v.(string)
	if known, ok := in[s]; ok {
		return known
	}
	in[s] = s
	return s
}

// texts are in order.
func (in interned) texts(v any) []string {
	list, _ := v.([]string)
	for i, s := range list {
		list[i] = in.text(s)
	}
	slices.Sort(list)
	return list
}

// tellings are in order, so that answers do not depend on that of a store.
func (in interned) tellings(v any) []query.Telling {
	list, _ := v.([]query.Telling)
	slices.SortFunc(list, func(a, b query.Telling) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Annotation, b.Annotation))
	})
	for i := range list {
		list[i].Article = in.text(list[i].Article)
	}
	return list
}

func text(v any) string { s, _ := v.(string); return s }

// date reads a date of the store, which was right when it was written.
func date(v any) demand.Date {
	s, _ := v.(string)
	if s == "" {
		return demand.Date{}
	}
	d, err := demand.ParseDate(s)
	if err != nil {
		return demand.Date{}
	}
	return d
}
