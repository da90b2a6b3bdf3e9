package query

import (
	"strconv"

	"demandgraph/demand"
)

// Shape writes the tree as text: two queries have the same text exactly when
// they differ in nothing but their values. Stores cache compiled statements by it.
func (q *Query) Shape() string {
	w := &shape{b: make([]byte, 0, 512)}
	switch {
	case q.Lookup != nil:
		w.text("lookup")
		for _, r := range q.Lookup.Refs {
			w.text(string(r.Kind))
			w.param(r.Key)
		}
		w.selections(q.Lookup.Selects)
	case q.List != nil:
		w.text("list")
		w.list(q.List)
	case q.Search != nil:
		w.search(q.Search)
	}
	w.text("events")
	for _, e := range q.Events {
		w.param(e)
	}
	return string(w.b)
}

type shape struct{ b []byte }

func (w *shape) text(s string) { w.b = append(append(w.b, s...), ' ') }
func (w *shape) param(p Param) { w.b = append(strconv.AppendInt(append(w.b, '$'), int64(p), 10), ' ') }
func (w *shape) flag(name string, on bool) {
	if on {
		w.text(name)
	}
}
func (w *shape) open(name string) { w.b = append(append(w.b, name...), '(') }
func (w *shape) close()           { w.b = append(w.b, ')') }

func (w *shape) search(s *Search) {
	w.open("search")
	for _, k := range s.Kinds {
		w.text(string(k))
	}
	w.param(s.Text)
	w.page(s.Page)
	w.flag("count", s.Count)
	w.flag("facets", s.Facets)
	w.flag("rows", s.Rows)
	w.flag("previous", s.Previous)
	w.selections(s.Selects)
	w.close()
}

func (w *shape) selections(all []*Selection) {
	for _, s := range all {
		w.selection(s)
	}
}

func (w *shape) selection(s *Selection) {
	if s == nil {
		w.text("-")
		return
	}
	w.open(string(s.Kind))
	w.props(s.Props)
	for _, o := range s.Ones {
		w.open("one " + o.Relation.Name)
		w.selection(o.Select)
		w.close()
	}
	for i := range s.Lists {
		w.list(&s.Lists[i])
	}
	for _, l := range s.Ledgers {
		w.open("ledger")
		w.filter(l.Filter)
		w.close()
	}
	for _, st := range s.Stances {
		w.open("stances")
		w.filter(st.Filter)
		w.param(st.Actor)
		w.param(st.Demand)
		w.page(st.Page)
		w.flag("count", st.Count)
		w.selection(st.Principal)
		w.selection(st.Position)
		w.close()
	}
	w.close()
}

func (w *shape) props(props []demand.Prop) {
	for _, p := range props {
		w.text(p.Name)
	}
}

func (w *shape) list(l *List) {
	w.open("list " + string(l.Kind))
	if l.Relation != nil {
		w.text(string(l.Relation.From) + "." + l.Relation.Name)
	}
	w.access(&l.Access)
	w.filter(l.Filter)
	w.text("by " + l.Order.By)
	w.flag("desc", l.Order.Desc)
	w.page(l.Page)
	w.flag("rows", l.Rows)
	w.flag("count", l.Count)
	w.flag("previous", l.Previous)
	w.flag("plain", l.Plain)
	w.selection(l.Select)
	w.props(l.EdgeProps)
	for _, e := range l.EdgeLists {
		w.open(e.Prop)
		w.page(e.Page)
		w.flag("rows", e.Rows)
		w.flag("count", e.Count)
		w.selection(e.Select)
		w.close()
	}
	w.close()
}

func (w *shape) access(a *Access) {
	w.param(a.Keys)
	if a.Prop != nil {
		w.text(a.Prop.Name)
		w.param(a.Values)
	}
	if a.Inside != nil {
		w.inside(*a.Inside)
	}
	for _, l := range a.Lists {
		w.text(l.Prefix)
		w.param(l.Key)
		w.param(l.Pair)
		if l.Inside != nil {
			w.inside(*l.Inside)
		}
		w.flag("union", l.Union)
	}
	w.flag("sorted", a.Sorted)
}

func (w *shape) inside(f Inside) {
	w.text("inside " + f.Prop.Name)
	for _, p := range []Param{f.South, f.West, f.North, f.East} {
		w.param(p)
	}
	if n := f.Near; n != nil {
		w.text("near")
		for _, p := range []Param{n.Latitude, n.Longitude, n.Cosine, n.Limit} {
			w.param(p)
		}
	}
}

func (w *shape) page(p Page) {
	w.flag("backward", p.Backward)
	w.param(p.Size)
	w.param(p.After)
	w.param(p.Before)
}

func (w *shape) filter(f Filter) {
	switch f := f.(type) {
	case nil:
		w.text("-")
	case And:
		w.open("and")
		for _, x := range f {
			w.filter(x)
		}
		w.close()
	case Or:
		w.open("or")
		for _, x := range f {
			w.filter(x)
		}
		w.close()
	case Not:
		w.open("not")
		w.filter(f.Filter)
		w.close()
	case Compare:
		w.text(f.Prop.Name + " " + string(f.Op))
		w.param(f.Value)
		w.param(f.Until)
	case OneOf:
		w.open(f.Prop.Name)
		for _, v := range f.Values {
			w.text(v)
		}
		w.close()
	case Has:
		w.open("has " + f.Relation.Name)
		w.flag("none", f.None)
		w.filter(f.Node)
		w.filter(f.Edge)
		w.close()
	case Listed:
		w.text("listed " + f.Prefix)
		w.param(f.Key)
	case Inside:
		w.inside(f)
	case BeforeEvent:
		w.text("beforeEvent")
		w.param(f.Event)
		w.flag("through", f.Through)
	}
}
