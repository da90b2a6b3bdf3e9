package prodigy

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// answer is a record: what one person said to one question on a text.
type answer struct {
	*records.Draft
	record    *records.Value // while it is read
	task      string         // _task_hash
	annotator string
	when      float64 // seconds since 1970
	predicted bool    // nobody has answered yet
}

// answer reads a record. What was not accepted leaves no spans.
func (r *reader) answer(name string, v *records.Value) (*answer, error) {
	d := records.NewDraft(r.src, name, v.Line)
	a := &answer{Draft: d, record: v, task: v.Get("_task_hash").Scalar(), annotator: annotatorOf(v)}
	defer func() { a.record = nil }()
	a.when, _ = v.Get("_timestamp").Float()
	d.Meta.Tool, d.Meta.Annotator = "Prodigy", a.annotator
	if meta := v.Get("meta"); meta.Is(records.Object) {
		d.Metadata(meta.Fields, r.options)
	}
	text := v.Get("text")
	if !text.Is(records.String) {
		d.NoText = true
		for _, name := range []string{"image", "audio", "video"} {
			if v.Get(name) != nil {
				d.Count("tasks on images, sound or video")
				return a, nil
			}
		}
		d.Bad(v.Place, "%s: its text is %s", name, text.What())
		return a, nil
	}
	d.Text = text.Text
	switch said := v.Get("answer"); {
	case said == nil && r.options.Predictions:
		a.predicted = true
	case said == nil:
		d.Bad(v.Place, "%s: it has no answer, so nobody has annotated it yet; ask for predictions to load it all the same", name)
		return a, nil
	case said.Str() == "reject":
		d.Count("rejected answers")
		return a, nil
	case said.Str() == "ignore":
		d.Count("ignored answers")
		return a, nil
	case said.Str() != "accept":
		d.Bad(said.Place, "%s: its answer is %s; it is accept, reject or ignore", name, said.What())
		return a, nil
	}
	for i, span := range v.Get("spans").List() {
		a.span(i, span)
	}
	for i, rel := range v.Get("relations").List() {
		a.relation(i, rel)
	}
	a.choice()
	option := r.options.Offsets
	if !slices.ContainsFunc(d.Spans, func(s annotated.Span) bool { return s.Quote != "" }) {
		option = cmp.Or(option, string(annotated.CodePoints)) // the format leaves no doubt
	}
	return a, d.Settle(annotated.CodePoints, option)
}

// started is the name of a session that nobody named: the time when it began.
var started = regexp.MustCompile(`^(.*-)?\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d$`)

// annotatorOf is who answered: the part after the name of the data set.
func annotatorOf(v *records.Value) string {
	for _, name := range []string{"_annotator_id", "_session_id"} {
		id := v.Get(name).Scalar()
		if id == "" || started.MatchString(id) {
			continue
		}
		if id = id[strings.LastIndexByte(id, '-')+1:]; id != "default" {
			return id
		}
	}
	return ""
}

// span adds a span.
func (a *answer) span(i int, from *records.Value) {
	where := fmt.Sprintf("%s, span %d", a.Name, i+1)
	label := from.Get("label").Str()
	if label == "" {
		a.Bad(from.Place, "%s: it has no label; give it one or remove it", where)
		return
	}
	from = a.byTokens(from)
	start, end, ok := a.Offsets(from, "start", "end", where)
	if !ok {
		return
	}
	s := annotated.Span{Label: label, Pieces: []annotated.Piece{{Start: start, End: end}}, Quote: from.Get("text").Str(),
		Annotator: a.annotator, Place: from.Place, Where: where}
	if a.predicted {
		s.Annotator = "model"
		if source := from.Get("source").Str(); source != "" {
			s.Annotator += " " + source
		}
		if score, ok := from.Get("score").Float(); ok {
			s.Confidence = &score
		}
	}
	a.Spans = append(a.Spans, s)
}

// byTokens gives a span that says only its tokens the offsets of these.
func (a *answer) byTokens(from *records.Value) *records.Value {
	first, firstOK := from.Get("token_start").Int()
	last, lastOK := from.Get("token_end").Int() // inclusive
	tokens := a.record.Get("tokens").List()
	if from.Get("start") != nil || from.Get("end") != nil || !firstOK || !lastOK || min(first, last) < 0 || max(first, last) >= len(tokens) {
		return from
	}
	whole := *from
	whole.Fields = append(from.Fields[:len(from.Fields):len(from.Fields)], offset("start", tokens[first]), offset("end", tokens[last]))
	return &whole
}

func offset(name string, token *records.Value) records.Field {
	if v := token.Get(name); v != nil {
		return records.Field{Name: name, Value: v}
	}
	return records.Field{Name: name, Value: &records.Value{Place: token.Place}}
}
