package storetest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
	"demandgraph/store"
)

// canonical writes an answer as JSON, each value with its type, without the
// version and without what is in no order. Lists keep theirs.
func canonical(items query.Items) string {
	b, err := json.MarshalIndent(canonicalItems(items), "", " ")
	if err != nil {
		panic(err) // maps and strings only
	}
	return string(b)
}

type object map[string]any

func canonicalItems(items query.Items) object {
	all := []object{}
	for _, item := range items.Items {
		o := object{"sort": item.Sort}
		if item.Node != nil {
			o["node"] = canonicalNode(item.Node)
		}
		if len(item.Edge) > 0 {
			o["edge"] = canonicalValues(item.Edge)
		}
		if len(item.Lists) > 0 {
			o["lists"] = canonicalLists(item.Lists)
		}
		if item.Match != nil {
			o["match"] = item.Match.Field + ": " + item.Match.Text
		}
		if s := item.Stance; s != nil {
			o["kind"], o["principal"], o["position"] = s.Kind, canonicalNode(s.Principal), canonicalNode(s.Position)
		}
		all = append(all, o)
	}
	return object{"items": all, "total": items.Total, "facets": fmt.Sprint(items.Facets), "next": items.HasNext, "previous": items.HasPrevious}
}

func canonicalNode(n *query.Node) any {
	if n == nil {
		return nil
	}
	o := object{"kind": n.Kind, "key": n.Key, "values": canonicalValues(n.Values), "lists": canonicalLists(n.Lists), "stances": canonicalLists(n.Stances)}
	ones := []any{}
	for _, one := range n.Ones {
		ones = append(ones, canonicalNode(one))
	}
	o["ones"] = ones
	var ledgers []any
	for _, l := range n.Ledgers {
		rows := slices.SortedFunc(slices.Values(l.Entries), func(a, b demand.LedgerEntry) int {
			return cmp.Or(cmp.Compare(a.Principal, b.Principal), cmp.Compare(a.Taker, b.Taker), cmp.Compare(a.Kind, b.Kind))
		})
		addressees := slices.Sorted(slices.Values(l.Addressees))
		ledgers = append(ledgers, object{"entries": fmt.Sprintf("%+v", rows), "addressees": fmt.Sprint(addressees)})
	}
	o["ledgers"] = ledgers
	return o
}

func canonicalLists(lists []query.Items) []object {
	out := []object{}
	for _, l := range lists {
		out = append(out, canonicalItems(l))
	}
	return out
}

// canonicalValues keep the types of numbers apart; a list that is missing is an empty one.
func canonicalValues(values []any) []string {
	out := []string{}
	for _, v := range values {
		if list, ok := v.([]string); ok && len(list) == 0 {
			v = nil
		}
		out = append(out, fmt.Sprintf("%T %v", v, v))
	}
	return out
}

// failure says of an error what two stores must have in common.
func failure(err error) string {
	if err == nil {
		return ""
	}
	var invalid *change.Invalid
	if !errors.As(err, &invalid) {
		if code := store.CodeOf(err); code != store.Internal {
			return string(code)
		}
		return err.Error()
	}
	var blamed []string
	for _, p := range invalid.Problems {
		blamed = append(blamed, p.Document.Source+" "+p.Subject.String())
	}
	slices.Sort(blamed)
	return fmt.Sprintf("documents %q", slices.Compact(blamed))
}

// answer reads and writes the answer, or the failure, in its canonical form.
func answer(s store.Store, q *query.Query) string {
	a, err := s.Read(context.Background(), q)
	if err != nil {
		return failure(err)
	}
	return canonical(a.Page)
}
