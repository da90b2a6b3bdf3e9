package sqlite

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// ordering is the order of a list, by the sort texts of its items.
type ordering struct {
	desc bool
	// undated says that texts before demand.SortDated are those of a missing
	// date, and last in both directions.
	undated bool
	// valued says that the texts are a value, U+0001 and the key; numeric, that
	// the value is a number. A missing value is demand.SortUndated.
	valued, numeric bool
}

// walked is the order of what a list holds in its own order.
func walked(kind *demand.Kind, o query.Order) ordering {
	return ordering{desc: o.Desc, undated: o.Undated(kind)}
}

// sorted is the order of what is read whole and sorted afterwards.
func sorted(kind *demand.Kind, o query.Order) ordering {
	if o.By == "key" || o.By == demand.SortName {
		return walked(kind, o)
	}
	p, _ := kind.Prop(o.By)
	return ordering{desc: o.Desc, valued: true, numeric: p.Type == demand.Int || p.Type == demand.Float}
}

// orderColumn is the column that a kind is sorted by.
func orderColumn(kind *demand.Kind, o query.Order) string {
	p, ok := kind.Prop(o.By)
	if ok && p.Type == demand.Day {
		return p.FirstName()
	}
	return o.By
}

// sortText makes the sort text of an item from the value it is sorted by.
func (o ordering) sortText(value any, key string) string {
	if !o.valued {
		s, _ := value.(string)
		return s
	}
	text := demand.SortUndated
	switch v := value.(type) {
	case string:
		text = v
	case int64:
		text = strconv.FormatInt(v, 10)
	case float64:
		text = strconv.FormatFloat(v, 'g', -1, 64)
	}
	return text + "\x01" + key
}

// compare orders two sort texts.
func (o ordering) compare(a, b string) int {
	sign := 1
	if o.desc {
		sign = -1
	}
	switch {
	case o.valued:
		va, ka, _ := strings.Cut(a, "\x01")
		vb, kb, _ := strings.Cut(b, "\x01")
		missing := func(v string) int {
			if v == demand.SortUndated {
				return 1
			}
			return 0
		}
		by := strings.Compare(va, vb)
		if o.numeric {
			na, _ := strconv.ParseFloat(va, 64)
			nb, _ := strconv.ParseFloat(vb, 64)
			by = cmp.Compare(na, nb)
		}
		return cmp.Or(missing(va)-missing(vb), sign*by, sign*strings.Compare(ka, kb))
	case o.undated:
		if da, db := a >= demand.SortDated, b >= demand.SortDated; da != db {
			if da {
				return -1
			}
			return 1
		}
	}
	return sign * strings.Compare(a, b)
}

// bounds are a stretch of sort texts: lo <= sort < hi.
type bounds struct{ lo, hi string }

// cursor is a sort text to begin or to end at; nil for the end of the list.
type cursor struct {
	sort  string
	among bool // whether the item of that sort itself is
}

// maxSort is greater than every sort text.
const maxSort = "\U0010ffff\U0010ffff"

// after is the least text that is greater.
func after(s string) string { return s + "\x00" }

// stretches are the stretches between two places of the order, in its direction.
func (o ordering) stretches(from, to *cursor) []bounds {
	all := []bounds{{"", maxSort}}
	if o.undated && !o.desc {
		all = []bounds{{demand.SortDated, maxSort}, {"", demand.SortDated}}
	}
	of := func(sort string) int {
		return slices.IndexFunc(all, func(b bounds) bool { return sort >= b.lo && sort < b.hi })
	}
	first, last := 0, len(all)-1
	if from != nil {
		first = of(from.sort)
	}
	if to != nil {
		last = of(to.sort)
	}
	var out []bounds
	for i := first; i <= last; i++ {
		b := all[i]
		if from != nil && i == first {
			b.begin(*from, o.desc)
		}
		if to != nil && i == last {
			b.begin(*to, !o.desc) // the end is the beginning of the other direction
		}
		if b.lo < b.hi {
			out = append(out, b)
		}
	}
	return out
}

// begin narrows a stretch to what comes from a place on.
func (b *bounds) begin(c cursor, desc bool) {
	at := c.sort
	// The bounds are of different kinds: lo is among, hi is not.
	if c.among == desc {
		at = after(at)
	}
	if desc {
		b.hi = min(b.hi, at)
	} else {
		b.lo = max(b.lo, at)
	}
}
