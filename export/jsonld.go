package export

import (
	"context"
	"encoding/json"
	"io"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
)

// ldContext holds the terms that are used. It is written out: a reader needs no network.
var ldContext = map[string]any{
	"oa": "http://www.w3.org/ns/oa#", "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/",
	"xsd": "http://www.w3.org/2001/XMLSchema#", "as": "http://www.w3.org/ns/activitystreams#", "dg": "urn:demandgraph:term:",
	"rdfs": "http://www.w3.org/2000/01/rdf-schema#",
	"id":   "@id", "type": "@type",
}

type ld = map[string]any

// iri names a node.
func iri(kind demand.NodeKind, key string) string {
	return "urn:demandgraph:" + strings.ToLower(string(kind)) + ":" + key
}

func ref(kind demand.NodeKind, key string) ld { return ld{"id": iri(kind, key)} }

// put adds what is known.
func put(to ld, name string, v any) {
	switch v := v.(type) {
	case nil:
	case string:
		if v != "" {
			to[name] = v
		}
	case []string:
		if len(v) > 0 {
			to[name] = v
		}
	default:
		to[name] = v
	}
}

func instant(text string) any {
	if text == "" {
		return nil
	}
	return ld{"@value": text, "type": "xsd:dateTime"}
}

// writeJSONLD writes each position with an annotation (W3C Web Annotation) for each quote
// that shows it, and the import that brought it (PROV).
func writeJSONLD(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
	s := wholePosition()
	many(s, "imports", all(demand.KindImport, "counts"))
	head, err := json.Marshal(ldContext)
	if err != nil {
		return err
	}
	return writeList(to, `{"@context":`+string(head)+`,"@graph":[`, "\n]}\n", func(item func(any) error) error {
		return scanned(ctx, r, s, w, func(p row) error {
			if err := item(ldPosition(p)); err != nil {
				return err
			}
			for _, e := range p.many("evidence") {
				if err := item(ldAnnotation(e.row, p)); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func ldPosition(p row) ld {
	out := ld{"id": iri(p.Kind, p.Key), "type": []string{"dg:Position", "prov:Entity"}}
	for _, name := range []string{"kind", "side", "date", "phase", "certainty", "attribution", "cameoCode", "ploverCode", "note"} {
		put(out, "dg:"+name, p.value(name))
	}
	for _, name := range []string{"actor", "onBehalfOf", "accordingTo", "event", "place"} {
		if n := p.one(name); n.Node != nil {
			out["dg:"+name] = ld{"id": iri(n.Kind, n.Key), "type": "dg:" + string(n.Kind), "rdfs:label": n.text("name")}
		}
	}
	d := p.one("demand")
	about := ld{"id": iri(d.Kind, d.Key), "type": "dg:Demand", "rdfs:label": d.text("summary")}
	put(about, "dg:status", d.text("status"))
	for _, name := range []string{"addressees", "regions", "topics"} {
		var list []ld
		for _, l := range d.many(name) {
			list = append(list, ld{"id": iri(l.Kind, l.Key), "type": "dg:" + string(l.Kind), "rdfs:label": l.text("name")})
		}
		if list != nil {
			about["dg:"+name] = list
		}
	}
	out["dg:demand"] = about
	var imports []ld
	for _, i := range p.many("imports") {
		activity := ld{"id": iri(i.Kind, i.Key), "type": "prov:Activity"}
		put(activity, "rdfs:label", i.text("source"))
		put(activity, "dg:format", i.text("format"))
		put(activity, "dg:profile", i.text("profile"))
		put(activity, "prov:startedAtTime", instant(i.text("startedAt")))
		put(activity, "prov:endedAtTime", instant(i.text("endedAt")))
		imports = append(imports, activity)
	}
	if imports != nil {
		out["prov:wasGeneratedBy"] = imports
	}
	return out
}

func ldAnnotation(a, position row) ld {
	article := a.one("article")
	source := ld{"id": iri(article.Kind, article.Key), "type": "prov:Entity"}
	put(source, "dcterms:title", article.text("title"))
	put(source, "dcterms:publisher", article.text("publisher"))
	put(source, "dcterms:creator", article.texts("authors"))
	put(source, "dcterms:issued", article.text("publishedAt"))
	put(source, "dcterms:language", article.text("language"))
	put(source, "dcterms:identifier", article.text("url"))
	target := ld{"id": iri(a.Kind, a.Key) + ":target", "type": "oa:SpecificResource", "oa:hasSource": source}
	var selectors []ld
	if exact := a.text("exact"); exact != "" {
		quote := ld{"id": iri(a.Kind, a.Key) + ":quote", "type": "oa:TextQuoteSelector", "oa:exact": exact}
		put(quote, "oa:prefix", a.text("prefix"))
		put(quote, "oa:suffix", a.text("suffix"))
		selectors = append(selectors, quote)
	}
	if start, ok := a.value("start").(int64); ok {
		at := ld{"id": iri(a.Kind, a.Key) + ":position", "type": "oa:TextPositionSelector", "oa:start": start}
		put(at, "oa:end", a.value("end"))
		selectors = append(selectors, at)
	}
	if selectors != nil {
		target["oa:hasSelector"] = selectors
	}
	out := ld{"id": iri(a.Kind, a.Key), "type": []string{"oa:Annotation", "prov:Entity"}, "oa:hasBody": ref(position.Kind, position.Key),
		"oa:hasTarget": target, "oa:motivatedBy": ld{"id": "oa:identifying"}}
	put(out, "dcterms:creator", a.text("annotator"))
	put(out, "as:generator", a.text("tool"))
	put(out, "dg:labels", a.texts("labels"))
	put(out, "dg:confidence", a.value("confidence"))
	return out
}
