package facts

import (
	"slices"

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

// tellings gives each telling once, however many quotes it has, in the order of
// their ids; without an annotation where it has several.
func (in interned) tellings(v any) []query.Telling {
	list, _ := v.([]query.Telling)
	slices.SortFunc(list, func(a, b query.Telling) int {
		if a.ID != b.ID {
			return compare(a.ID, b.ID)
		}
		return compare(a.Annotation, b.Annotation)
	})
	list = slices.CompactFunc(list, func(a, b query.Telling) bool { return a.ID == b.ID })
	for i := range list {
		list[i].Article = in.text(list[i].Article)
	}
	return list
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
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
