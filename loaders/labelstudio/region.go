package labelstudio

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// work is what one person or model did with a task.
type work struct {
	of              *records.Value
	where           string // the task, for messages; with the name where there are several
	name, annotator string
	predicted       bool
	score           *records.Value // of a prediction as a whole

	regions   map[string]*region
	order     []*region
	relations []*records.Value
}

// region is what the results with one id say.
type region struct {
	where      string
	result     *records.Value // the first
	at         *records.Value // the value that has its offsets, nil where none has
	start, end int
	labels     []string
	quote      string
	attributes map[string][]string
	controls   map[string]bool // that gave something, by name
	meta       []string
	score      *records.Value
	skipped    string // why it is counted and not kept
	bad        bool
	span       int // the index of the first of its spans, -1 for none
}

// read adds the spans and links of an annotation to a document.
func (w *work) read(d *records.Draft) {
	w.regions = map[string]*region{}
	for i, result := range w.of.Get("result").List() {
		switch {
		case result.Kind != records.Object:
			d.Bad(result.Place, "%s: result %d is %s; a result is an object", w.where, i+1, result.What())
		case result.Get("type").Str() == "relation":
			w.relations = append(w.relations, result)
		default:
			w.result(d, i, result)
		}
	}
	for _, g := range w.order {
		w.span(d, g)
	}
	for i, rel := range w.relations {
		w.relation(d, i, rel)
	}
}

// result reads one result: what a control of the labelling page gave for a region.
func (w *work) result(d *records.Draft, i int, result *records.Value) {
	id := result.Get("id").Scalar()
	g := w.regions[id]
	if id == "" || g == nil {
		g = &region{where: fmt.Sprintf("%s, region %s", w.where, id), result: result, span: -1,
			attributes: map[string][]string{}, controls: map[string]bool{}}
		if id == "" {
			g.where = fmt.Sprintf("%s, result %d", w.where, i+1)
		} else {
			w.regions[id] = g
		}
		w.order = append(w.order, g)
	}
	value, kind, control := result.Get("value"), result.Get("type").Str(), result.Get("from_name").Str()
	if name := kind + " " + control; !g.controls[name] {
		g.controls[name] = true
	} else {
		d.Bad(result.Place, "%s: there are two results of %s with this id", g.where, strings.TrimSpace(name))
		g.bad = true
		return
	}
	if !g.place(d, result, value, kind) {
		return
	}
	for _, text := range result.At("meta.text").Strings() {
		if !slices.Contains(g.meta, text) { // each result of a region may repeat them
			g.meta = append(g.meta, text)
		}
	}
	if g.score == nil {
		g.score = result.Get("score")
	}
	if labels := labelsOf(value); labels != nil {
		g.labels = append(g.labels, labels...)
		return
	}
	if given := answers(value, kind); given != nil && control != "" {
		g.attributes[control] = given
	}
}

// place takes over where the region is. It is false for a result that is no part of a text.
func (g *region) place(d *records.Draft, result, value *records.Value, kind string) bool {
	start, end := value.Get("start"), value.Get("end")
	switch {
	case g.bad || g.skipped != "":
		return false
	case kind == "paragraphlabels" || value.Get("paragraphlabels") != nil:
		return g.refuse(d, result, "it marks a part of a dialogue (start and end are numbers of paragraphs); dialogues are not read: annotate the paragraphs joined by line breaks as one <Text>")
	case kind == "hypertextlabels" || value.Get("hypertextlabels") != nil || value.Get("globalOffsets") != nil || strings.Contains(start.Str(), "/"):
		return g.refuse(d, result, "it marks a part of an HTML page (start and end are XPaths), whose text the export does not have; annotate the text as <Text> instead of <HyperText>")
	case elsewhere(result, value, kind) != "":
		g.skipped = elsewhere(result, value, kind)
		return false
	case start == nil && end == nil:
		return true // of the region as a whole, or of the text
	}
	at, to, ok := d.Offsets(value, "start", "end", g.where)
	switch {
	case !ok:
		g.bad = true
	case g.at != nil && (g.start != at || g.end != to):
		d.Bad(result.Place, "%s: the id is given twice, for %d to %d and for %d to %d", g.where, g.start, g.end, at, to)
		g.bad = true
	default:
		g.at, g.start, g.end = value, at, to
		if kind != "textarea" && g.quote == "" {
			g.quote = value.Get("text").Str()
		}
	}
	return !g.bad
}

// elsewhere says in what a region is that is in no text, "" for one that may be.
func elsewhere(result, value *records.Value, kind string) string {
	if value.Get("channel") != nil || result.Get("original_length") != nil || media.MatchString(kind) {
		return "regions of sound or video"
	}
	if result.Get("original_width") != nil || images.MatchString(kind) {
		return "regions of images"
	}
	return ""
}

var (
	media  = regexp.MustCompile(`^(video|timeline|timeseries)`)
	images = regexp.MustCompile(`^(rectangle|polygon|brush|keypoint|ellipse|bitmask|vector|cuboid)`)
)

func (g *region) refuse(d *records.Draft, result *records.Value, why string) bool {
	d.Bad(result.Place, "%s: %s", g.where, why)
	g.bad = true
	return false
}

// labelsOf are the labels of a value, whatever the control that gives them; nil for none.
func labelsOf(value *records.Value) []string {
	if value == nil {
		return nil
	}
	for _, f := range value.Fields {
		if strings.HasSuffix(f.Name, "labels") {
			return f.Strings()
		}
	}
	return nil
}

// span adds a region's spans to a document, one for each of its labels.
func (w *work) span(d *records.Draft, g *region) {
	labels := g.labels
	switch {
	case g.bad:
		return
	case g.skipped != "":
		d.Count(g.skipped)
		return
	case g.at == nil && labels != nil:
		d.Bad(g.result.Place, "%s: it has no start and end, and its words are not searched for; give both in code points", g.where)
		g.bad = true
		return
	case g.at == nil:
		w.whole(d, g)
		return
	case labels == nil:
		d.Count("regions without a label")
		return
	}
	for _, label := range labels {
		s := annotated.Span{ID: g.result.Get("id").Scalar(), Label: label, Pieces: []annotated.Piece{{Start: g.start, End: g.end}}, Quote: g.quote, Annotator: w.annotator, Place: g.result.Place, Where: g.where}
		if len(g.attributes) > 0 {
			s.Attributes = g.attributes
		}
		for _, text := range g.meta {
			records.Annotate(&s, text)
		}
		if w.predicted {
			s.Confidence = w.confidence(g)
		}
		if g.span < 0 {
			g.span = len(d.Spans)
		}
		d.Spans = append(d.Spans, s)
	}
}

// confidence is the score of a region, else of the prediction that it is part of.
func (w *work) confidence(g *region) *float64 {
	for _, v := range []*records.Value{g.score, w.score} {
		if score, ok := v.Float(); ok {
			return &score
		}
	}
	return nil
}

// whole keeps what was chosen for the whole text, where all agree.
func (w *work) whole(d *records.Draft, g *region) {
	for _, name := range slices.Sorted(maps.Keys(g.attributes)) {
		text := strings.Join(g.attributes[name], ", ")
		if before, ok := d.Meta.Other[name]; ok && before != text {
			d.Warn(g.result.Place, "%s: for the whole text %s is %q here and %q elsewhere; the first is kept", g.where, name, text, before)
			continue
		}
		d.Other(name, text)
	}
}
