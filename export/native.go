package export

import (
	"context"
	"io"

	"go.yaml.in/yaml/v3"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
	"demandgraph/store"
)

// chunk is how many nodes a document of reference data describes.
const chunk = 200

// writeNative writes the whole graph in the native format: first documents that describe
// the nodes, then one for each article with what it tells and shows. Loaded into an empty
// store they make the same graph; ids of tellings are made anew. In memory are the keys of
// all nodes but positions, terms and annotations, and the edges that quotes show, positions'
// left aside.
func writeNative(ctx context.Context, r Reader, w io.Writer) error {
	out := yaml.NewEncoder(w)
	out.SetIndent(2)
	n := &nativeWriter{ctx: ctx, r: r, out: out, shown: map[string][]assertion{}}
	for _, kind := range []struct {
		field string
		sel   *query.Selection
		of    func(row) *fields
	}{{"actors", nativeActor(), n.actor}, {"regions", nativeRegion(), n.region}, {"topics", all(demand.KindTopic), n.topic},
		{"events", nativeEvent(), n.event}, {"demands", nativeDemand(), n.demand}} {
		if err := n.describe(kind.field, kind.sel, kind.of); err != nil {
			return err
		}
	}
	if err := n.untold(); err != nil {
		return err
	}
	keys, err := n.keys(demand.KindArticle)
	if err != nil {
		return err
	}
	for _, key := range keys { // a text may be long: one by one
		if err := nodes(ctx, r, nativeArticle(), []string{key}, n.article); err != nil {
			return err
		}
	}
	return out.Close()
}

type nativeWriter struct {
	ctx   context.Context
	r     Reader
	out   *yaml.Encoder
	shown map[string][]assertion // by annotation
}

// assertion is an edge that an annotation shows: the field of its owner's description
// that holds it, and what it says there.
type assertion struct {
	owners, field string
	owner         string
	edge          string // tells edges of an owner's field apart
	of            func() *fields
}

func (n *nativeWriter) keys(kind demand.NodeKind) ([]string, error) {
	keys, more, err := facts.Keys(n.ctx, n.r, kind, &facts.Where{}, query.ScanLimit)
	if more {
		return nil, store.Errorf(store.TooCostly, "there are more than %d nodes of kind %s", query.ScanLimit, kind)
	}
	return keys, err
}

func (n *nativeWriter) document(d *fields) error {
	if len(d.Content) == 0 {
		return nil
	}
	return n.out.Encode(&d.Node)
}

func (n *nativeWriter) describe(field string, s *query.Selection, of func(row) *fields) error {
	keys, err := n.keys(s.Kind)
	if err != nil {
		return err
	}
	var list []*fields
	flush := func() error {
		d := newFields()
		d.list(field, list)
		list = nil
		return n.document(d)
	}
	err = nodes(n.ctx, n.r, s, keys, func(r row) error {
		if list = append(list, of(r)); len(list) < chunk {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// own are the values of a node that its document gives, by the names they have there.
func own(f *fields, r row, names ...string) *fields {
	for _, name := range names {
		f.value(name, r.value(name))
	}
	return f
}

func nativeActor() *query.Selection {
	return many(all(demand.KindActor), "affiliations", wanted(demand.KindActor, "key"))
}

func nativeRegion() *query.Selection {
	return many(all(demand.KindRegion), "parents", wanted(demand.KindRegion, "key"))
}

func nativeEvent() *query.Selection {
	s := many(all(demand.KindEvent), "participants", wanted(demand.KindActor, "key"))
	return one(s, "place", wanted(demand.KindRegion, "key"))
}

func nativeDemand() *query.Selection {
	s := all(demand.KindDemand)
	many(s, "addressees", wanted(demand.KindActor, "key"))
	many(s, "regions", wanted(demand.KindRegion, "key"))
	many(s, "topics", wanted(demand.KindTopic, "key"))
	return many(s, "relations", wanted(demand.KindDemand, "key"))
}

// edges describes a node's edges of one field and notes what shows them.
func (n *nativeWriter) edges(owners string, owner *fields, key, field string, all []linked, to string, names ...string) {
	var list []*fields
	for _, l := range all {
		of := func() *fields {
			f := newFields()
			f.text(to, l.Key)
			for _, name := range names {
				f.value(name, l.edge[name])
			}
			return f
		}
		list = append(list, of())
		id := l.Key
		if owners == "actors" {
			id += " " + l.say("role") + " " + l.say("from")
		}
		if field == "relations" {
			id += " " + l.say("kind")
		}
		shown, _ := l.edge["annotationKeys"].([]string)
		for _, annotation := range shown {
			n.shown[annotation] = append(n.shown[annotation], assertion{owners, field, key, id, of})
		}
	}
	owner.list(field, list)
}

func (n *nativeWriter) actor(r row) *fields {
	f := own(newFields(), r, "key", "name", "type", "aliases", "description", "cameoCode", "iso3", "wikidataId", demand.ReviewedName)
	n.edges("actors", f, r.Key, "affiliations", r.many("affiliations"), "with", "role", "title", "from", "to")
	return f
}

func (n *nativeWriter) region(r row) *fields {
	f := own(newFields(), r, "key", "name", "type", "aliases", "isoCode", "geonamesId", "wikidataId", demand.ReviewedName)
	if at, ok := r.value("location").([2]float64); ok {
		l := newFields()
		l.Style = yaml.FlowStyle
		l.value("lat", at[0])
		l.value("lon", at[1])
		f.add("location", &l.Node)
	}
	if boundary := r.text("boundary"); boundary != "" {
		var n yaml.Node
		if err := yaml.Unmarshal([]byte(boundary), &n); err == nil && len(n.Content) == 1 { // JSON is YAML
			f.add("boundary", n.Content[0])
		}
	}
	n.edges("regions", f, r.Key, "partOf", r.many("parents"), "region")
	return f
}

func (n *nativeWriter) topic(r row) *fields {
	return own(newFields(), r, "key", "name", "aliases", "description", demand.ReviewedName)
}

func (n *nativeWriter) event(r row) *fields {
	f := own(newFields(), r, "key", "name", "type", "start", "end", demand.ReviewedName)
	f.text("place", r.one("place").key())
	n.edges("events", f, r.Key, "participants", r.many("participants"), "actor", "role")
	return f
}

func (n *nativeWriter) demand(r row) *fields {
	f := own(newFields(), r, "key", "summary", "description", "cameoCode", "ploverCode")
	n.edges("demands", f, r.Key, "addressees", r.many("addressees"), "actor")
	n.edges("demands", f, r.Key, "regions", r.many("regions"), "region", "certainty", "note")
	n.edges("demands", f, r.Key, "topics", r.many("topics"), "topic", "certainty", "note")
	n.edges("demands", f, r.Key, "relations", r.many("relations"), "demand", "kind")
	return f
}
