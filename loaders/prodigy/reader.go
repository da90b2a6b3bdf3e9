package prodigy

import (
	"context"
	"fmt"
	"path"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// Format is the name of the format.
const Format = "prodigy"

// Reader reads data sets of Prodigy. The zero value is ready to use.
type Reader struct{}

var _ annotated.Reader = Reader{}

// Name is the format's name.
func (Reader) Name() string { return Format }

// Detect reports whether one of the first records is a task of Prodigy on a text.
func (Reader) Detect(_ *loaders.Source, head []byte, _ bool) bool {
	for _, v := range records.Head(head, 20) {
		if isTask(v) {
			return true
		}
	}
	return false
}

// isTask tells whether a record is a task.
func isTask(v *records.Value) bool {
	if !v.Get("text").Is(records.String) {
		return false
	}
	if v.Get("_input_hash").Is(records.Number) || v.Get("_task_hash").Is(records.Number) {
		return true
	}
	spans, tokens := v.Get("spans").Is(records.Array), v.Get("tokens").Is(records.Array)
	switch v.Get("answer").Str() {
	case "accept", "reject", "ignore":
		return spans || tokens || v.Get("options") != nil || v.Get("label") != nil
	}
	for _, t := range v.Get("tokens").List() {
		return spans && t.Get("start").Is(records.Number) && t.Get("end").Is(records.Number)
	}
	return false
}

// ReadDocuments hands over a document for each text, or for each article where texts
// are joined. It holds the data set, because the answers on a text may stand
// anywhere in it.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, o annotated.Options, yield func(*annotated.Document) error) error {
	r := &reader{src: src, options: o, inputs: map[string]*input{}}
	if o.Join != "" {
		r.join = records.NewJoiner(o.Join)
	}
	unread := yield
	if r.join == nil { // in its order
		unread = func(d *annotated.Document) error {
			r.order = append(r.order, &input{unread: &records.Draft{Document: d, Source: src}})
			return nil
		}
	}
	if err := records.Each(ctx, src, unread, r.record); err != nil {
		return err
	}
	urls := records.Addresses{}
	for _, in := range r.order {
		d := in.document()
		if r.join != nil {
			r.join.Add(d, in.joined)
			continue
		}
		urls.Warn(d, "meta.url")
		if err := yield(d.Document); err != nil {
			return err
		}
	}
	if r.join == nil {
		return nil
	}
	if err := r.join.Each(yield); err != nil {
		return fmt.Errorf("%s: %w", src.Path, err)
	}
	return nil
}

// reader reads one source.
type reader struct {
	src     *loaders.Source
	options annotated.Options
	join    *records.Joiner
	inputs  map[string]*input // by hash
	order   []*input
}

// input is a text and the answers on it.
type input struct {
	unread  *records.Draft // a record that could not be read, instead of answers
	joined  string         // the value to join by
	answers []*answer
	byTask  map[string]int // index of the answer of a person to a question
	again   int            // answers that were given again later
}

// record reads a record.
func (r *reader) record(n int, v *records.Value) error {
	hash := v.Get("_input_hash").Scalar()
	in := r.inputs[hash]
	if hash == "" || in == nil {
		in = &input{byTask: map[string]int{}}
		r.order = append(r.order, in)
		if hash != "" {
			r.inputs[hash] = in
		}
		if r.join != nil {
			in.joined = r.join.Value(v)
		}
	}
	name := "input " + hash
	if hash == "" {
		name = fmt.Sprintf("%s record %d", path.Base(r.src.Name), n) // the file says none
	}
	a, err := r.answer(name, v)
	if err != nil {
		return err
	}
	in.add(a)
	return nil
}

// add adds an answer. Of those of one person to one question the last is kept.
func (in *input) add(a *answer) {
	if a.task == "" {
		in.answers = append(in.answers, a)
		return
	}
	key := a.task + " " + a.annotator
	if i, twice := in.byTask[key]; twice {
		in.again++
		if a.when >= in.answers[i].when {
			in.answers[i] = a
		}
		return
	}
	in.byTask[key] = len(in.answers)
	in.answers = append(in.answers, a)
}

// document joins what was accepted.
func (in *input) document() *records.Draft {
	if in.unread != nil {
		return in.unread
	}
	d := in.answers[0].Draft
	var others []*records.Draft
	for _, a := range in.answers[1:] {
		if a.Text != d.Text && !a.NoText && !d.NoText {
			d.Bad(loaders.Place{Line: a.Line}, "%s: this record has the _input_hash of that at line %d, but another text; let Prodigy make the hashes anew", d.Name, d.Line)
			continue
		}
		others = append(others, a.Draft)
	}
	d.Merge(others)
	d.CountN("answers given again", in.again)
	return d
}
