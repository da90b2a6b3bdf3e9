package export

import (
	"slices"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
	"demandgraph/store"
)

// nativePosition and nativeTerm are what a telling of them repeats of the act.
func nativePosition() *query.Selection {
	s := wanted(demand.KindPosition, "key", "kind", "phase")
	for _, name := range []string{"actor", "onBehalfOf", "accordingTo"} {
		one(s, name, wanted(demand.KindActor, "key"))
	}
	one(s, "demand", wanted(demand.KindDemand, "key"))
	one(s, "event", wanted(demand.KindEvent, "key"))
	return one(s, "place", wanted(demand.KindRegion, "key"))
}

func nativeTerm() *query.Selection {
	s := wanted(demand.KindTerm, "key", "kind", "summary")
	one(s, "demand", wanted(demand.KindDemand, "key"))
	one(s, "offeredBy", wanted(demand.KindActor, "key"))
	one(s, "requires", wanted(demand.KindDemand, "key"))
	return one(s, "accordingTo", wanted(demand.KindActor, "key"))
}

func nativeArticle() *query.Selection {
	a := all(demand.KindAnnotation)
	many(a, "positions", nativePosition())
	many(a, "terms", nativeTerm())
	many(a, "demands", wanted(demand.KindDemand, "key"))
	many(a, "events", wanted(demand.KindEvent, "key"))
	many(a, "actors", wanted(demand.KindActor, "key"))
	many(a, "regions", wanted(demand.KindRegion, "key"))
	many(a, "topics", wanted(demand.KindTopic, "key"))
	return many(all(demand.KindArticle), "annotations", a)
}

// describePosition and describeTerm say what is told of. Their keys are always given, so
// that whatever the act is told by, it is the same.
func describePosition(r row) *fields {
	f := newFields()
	f.text("key", r.Key)
	f.text("actor", r.one("actor").key())
	f.text("for", r.one("onBehalfOf").key())
	f.text("kind", r.text("kind"))
	f.text("demand", r.one("demand").key())
	f.text("accordingTo", r.one("accordingTo").key())
	f.text("event", r.one("event").key())
	f.text("phase", r.text("phase"))
	f.text("place", r.one("place").key())
	return f
}

func describeTerm(r row) *fields {
	f := newFields()
	f.text("key", r.Key)
	f.text("kind", r.text("kind"))
	f.text("summary", r.text("summary"))
	f.text("offeredBy", r.one("offeredBy").key())
	f.text("requires", r.one("requires").key())
	f.text("accordingTo", r.one("accordingTo").key())
	return f
}

// told are the tellings of one document.
type told struct {
	order    []*toldOf
	byID     map[string]*toldOf
	owners   []*ownerOf
	byOwner  map[string]*ownerOf
	mentions []*fields
}

// toldOf is one telling, with the quotes that show it.
type toldOf struct {
	linked
	evidence []*fields
}

// ownerOf is a node of which the document only shows something: quotes for itself, for its edges.
type ownerOf struct {
	field, key string
	*fields
	evidence []*fields
	edges    map[string][]*shownEdge // by field
	names    []string
	terms    []*fields
}

type shownEdge struct {
	id string
	*fields
	evidence []*fields
}

func newTold() *told { return &told{byID: map[string]*toldOf{}, byOwner: map[string]*ownerOf{}} }

// tell adds a quote, or with nil none, to the telling that an edge names.
func (t *told) tell(l linked, quote *fields) {
	id := string(l.Kind) + " " + l.Key + " " + l.say("telling")
	one := t.byID[id]
	if one == nil {
		one = &toldOf{linked: l}
		t.byID[id] = one
		t.order = append(t.order, one)
	}
	if quote != nil {
		one.evidence = append(one.evidence, quote)
	}
}

func (t *told) owner(field, key string) *ownerOf {
	o := t.byOwner[field+" "+key]
	if o == nil {
		o = &ownerOf{field: field, key: key, fields: newFields(), edges: map[string][]*shownEdge{}}
		o.text("key", key)
		t.byOwner[field+" "+key] = o
		t.owners = append(t.owners, o)
	}
	return o
}

func (t *told) assert(a assertion, quote *fields) {
	o := t.owner(a.owners, a.owner)
	if !slices.Contains(o.names, a.field) {
		o.names = append(o.names, a.field)
	}
	for _, e := range o.edges[a.field] {
		if e.id == a.edge {
			e.evidence = append(e.evidence, quote)
			return
		}
	}
	o.edges[a.field] = append(o.edges[a.field], &shownEdge{a.edge, a.of(), []*fields{quote}})
}

// write adds the lists to a document.
func (t *told) write(d *fields) {
	var positions []*fields
	for _, one := range t.order {
		var f *fields
		if one.Kind == demand.KindPosition {
			f = describePosition(one.row)
			positions = append(positions, f)
		} else {
			f = describeTerm(one.row)
			o := t.owner("demands", one.one("demand").key())
			o.terms = append(o.terms, f)
		}
		for _, name := range []string{"date", "order", "certainty", "attribution", "cameoCode", "ploverCode", "note"} {
			if one.Kind == demand.KindPosition || name == "certainty" || name == "attribution" {
				f.value(name, one.edge[name])
			}
		}
		f.list("evidence", one.evidence)
	}
	for _, field := range []string{"actors", "regions", "events", "demands"} {
		var list []*fields
		for _, o := range t.owners {
			if o.field != field {
				continue
			}
			for _, name := range o.names {
				var edges []*fields
				for _, e := range o.edges[name] {
					e.list("evidence", e.evidence)
					edges = append(edges, e.fields)
				}
				o.list(name, edges)
			}
			o.list("terms", o.terms)
			o.list("evidence", o.evidence)
			list = append(list, o.fields)
		}
		d.list(field, list)
	}
	d.list("positions", positions)
	d.list("mentions", t.mentions)
}

// maxOccurrence is how many equal quotes of an article without a text are told apart.
const maxOccurrence = 10_000

// quote is an annotation as evidence. Whether it is one of several equal quotes stands in its
// key only, where the article's text is not kept.
func quote(article string, hasText bool, r row) *fields {
	f := newFields()
	f.text("exact", r.text("exact"))
	if !hasText {
		own(f, r, "prefix", "suffix")
	}
	_, placed := r.value("start").(int64)
	switch {
	case placed:
		own(f, r, "start", "end")
	case r.text("exact") != "":
		span := demand.Span{Exact: r.text("exact"), Prefix: r.text("prefix"), Suffix: r.text("suffix")}
		for ; span.Occurrence < maxOccurrence && demand.AnnotationKey(article, span, r.text("annotator")) != r.Key; span.Occurrence++ {
		}
		if span.Occurrence > 0 && span.Occurrence < maxOccurrence {
			f.value("occurrence", int64(span.Occurrence))
		}
	}
	return own(f, r, "labels", "confidence", "annotator", "tool")
}

// article writes the document of an article.
func (n *nativeWriter) article(r row) error {
	d, f := newFields(), newFields()
	own(f, r, "key", "title", "url", "publisher", "authors", "publishedAt", "language", "extent", "sha256", "text")
	d.add("article", &f.Node)
	t := newTold()
	for _, a := range r.many("annotations") {
		bare := len(n.shown[a.Key]) == 0
		q := func() *fields { return quote(r.Key, r.text("text") != "", a.row) }
		for _, name := range []string{"positions", "terms"} {
			for _, l := range a.many(name) {
				t.tell(l, q())
				bare = false
			}
		}
		for _, name := range []string{"demands", "events"} {
			for _, l := range a.many(name) {
				o := t.owner(name, l.Key)
				o.evidence = append(o.evidence, q())
				bare = false
			}
		}
		for _, s := range n.shown[a.Key] {
			t.assert(s, q())
		}
		delete(n.shown, a.Key)
		m := q()
		before := len(m.Content)
		for _, name := range []string{"actor", "region", "topic"} {
			var keys []string
			for _, l := range a.many(name + "s") {
				keys = append(keys, l.Key)
			}
			slices.Sort(keys)
			m.texts(name, keys)
		}
		if len(m.Content) > before || bare { // nothing names whom or what a bare one is about
			t.mentions = append(t.mentions, m)
		}
	}
	t.write(d)
	return n.document(d)
}

// untold writes what is told by no article: rows of event data, mostly.
func (n *nativeWriter) untold() error {
	for _, s := range []*query.Selection{nativePosition(), nativeTerm()} {
		imports, _ := demand.RelationOf(s.Kind, "imports")
		many(s, "imports", wanted(demand.KindImport, "key"))
		telling, _ := demand.EdgeOf(demand.ImportedBy)
		id, ok := telling.Prop("telling")
		if !ok {
			return store.Errorf(store.Internal, "IMPORTED_BY tells nothing")
		}
		where := &facts.Where{Conditions: []query.Conjunct{query.Holding(query.Has{Relation: imports,
			Edge: query.Not{Filter: query.Compare{Prop: id, Op: query.Missing, Value: query.NoParam, Until: query.NoParam}}})}}
		t, held := newTold(), 0
		flush := func() error {
			d := newFields()
			t.write(d)
			t, held = newTold(), 0
			return n.document(d)
		}
		err := scanned(n.ctx, n.r, s, where, func(r row) error {
			for _, i := range r.many("imports") {
				if i.say("telling") != "" {
					t.tell(linked{r, i.edge}, nil)
				}
			}
			if held++; held < chunk {
				return nil
			}
			return flush()
		})
		if err != nil {
			return err
		}
		if err := flush(); err != nil {
			return err
		}
	}
	return nil
}
