package export

import (
	"context"
	"io"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/store"
)

// What an export can be of.
const (
	OfPositions = "positions"
	OfDemands   = "demands"
	OfEdges     = "edges" // of the graph of positions
	OfGraph     = "graph" // all there is
	OfActors    = "actor-network"
	OfTogether  = "demand-network"
	OfBoth      = "affiliation-network"
)

var networks = []string{OfActors, OfTogether, OfBoth}

// Format is a format of files.
type Format struct {
	Name        string
	Extension   string
	ContentType string
	Of          []string // what it can be of, the usual first
	positions   func(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error
	demands     func(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error
	edges       func(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error
	whole       func(ctx context.Context, r Reader, to io.Writer) error
	network     func(l *labelled, to io.Writer) error
}

// Request says what to export. Which of the fields is needed follows from Of.
type Request struct {
	Format    *Format
	Of        string       // one of Format.Of
	Positions *facts.Where // for positions and edges
	Demands   *facts.Where // for demands
	Network   *Network     // for networks
}

// graphFormat is a format of graphs.
func graphFormat(name, extension, contentType string, file func(io.Writer) graphFile) Format {
	return Format{Name: name, Extension: extension, ContentType: contentType, Of: append([]string{OfPositions}, networks...),
		positions: func(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
			return writeGraph(ctx, r, w, file(to))
		},
		network: func(l *labelled, to io.Writer) error { return l.graph(file(to)) }}
}

// Formats are all formats.
var Formats = []Format{
	{Name: "csv", Extension: "csv", ContentType: "text/csv; charset=utf-8", Of: append([]string{OfPositions, OfDemands, OfEdges}, networks...),
		positions: func(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
			return writeTable(ctx, r, wholePosition(), w, positionColumns, to)
		},
		demands: func(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
			return writeTable(ctx, r, wholeDemand(), w, demandColumns, to)
		},
		edges: func(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
			return writeGraph(ctx, r, w, newEdgeList(to))
		},
		network: (*labelled).matrix},
	graphFormat("graphml", "graphml", "application/graphml+xml; charset=utf-8", newGraphML),
	graphFormat("gexf", "gexf", "application/gexf+xml; charset=utf-8", newGEXF),
	graphFormat("cytoscape", "cyjs", "application/json", newCytoscape),
	{Name: "yaml", Extension: "yaml", ContentType: "application/yaml; charset=utf-8", Of: []string{OfGraph},
		whole: writeNative},
	{Name: "bibtex", Extension: "bib", ContentType: "application/x-bibtex; charset=utf-8", Of: []string{OfPositions}, positions: writeBibTeX},
	{Name: "csl-json", Extension: "json", ContentType: "application/vnd.citationstyles.csl+json", Of: []string{OfPositions}, positions: writeCSL},
	{Name: "ris", Extension: "ris", ContentType: "application/x-research-info-systems; charset=utf-8", Of: []string{OfPositions}, positions: writeRIS},
	{Name: "geojson", Extension: "geojson", ContentType: "application/geo+json", Of: []string{OfDemands, OfPositions}, positions: writePositionMap, demands: writeDemandMap},
	{Name: "jsonld", Extension: "jsonld", ContentType: "application/ld+json", Of: []string{OfPositions}, positions: writeJSONLD},
	{Name: "pajek", Extension: "net", ContentType: "text/plain; charset=utf-8", Of: networks, network: (*labelled).pajek},
	{Name: "dl", Extension: "dl", ContentType: "text/plain; charset=utf-8", Of: networks, network: (*labelled).dl},
}

// Names are the names of all formats.
func Names() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}

// Find gives a format by name and says what it is to be of, the usual where of is "".
func Find(name, of string) (*Format, string, error) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return nil, "", store.Errorf(store.Invalid, "no format %q; there are %s", name, strings.Join(Names(), ", "))
	}
	f := &Formats[i]
	if of == "" {
		of = f.Of[0]
	}
	if !slices.Contains(f.Of, of) {
		return nil, "", store.Errorf(store.Invalid, "%s is not made of %q, but of %s", name, of, strings.Join(f.Of, ", "))
	}
	return f, of, nil
}

// NetworkField is the field of Query that computes what an export is of, "" where that is
// no network.
func NetworkField(of string) string {
	switch of {
	case OfActors:
		return "actorNetwork"
	case OfTogether:
		return "demandNetwork"
	case OfBoth:
		return "affiliationNetwork"
	}
	return ""
}

// NetworkKind is the kind of the nodes of a network of one mode.
func NetworkKind(of string) demand.NodeKind {
	if of == OfTogether {
		return demand.KindDemand
	}
	return demand.KindActor
}

// Write writes what is asked for. Errors are those of the store and of the writer.
func Write(ctx context.Context, r Reader, q *Request, w io.Writer) error {
	switch q.Of {
	case OfPositions:
		return q.Format.positions(ctx, r, q.Positions, w)
	case OfGraph:
		return q.Format.whole(ctx, r, w)
	case OfDemands:
		return q.Format.demands(ctx, r, q.Demands, w)
	case OfEdges:
		return q.Format.edges(ctx, r, q.Positions, w)
	}
	l, err := q.Network.labelled(ctx, r)
	if err != nil {
		return err
	}
	return q.Format.network(l, w)
}
