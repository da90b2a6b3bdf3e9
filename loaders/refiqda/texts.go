package refiqda

import (
	"path"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated/records"
)

// document is a source with text on its way.
type document struct {
	*records.Draft
	of *source // whose text and selections they are
}

// texts makes a document of each source with text, and counts the others.
func (r *reader) texts() []*document {
	var docs []*document
	names := map[string]bool{}
	of := r.metadata()
	all := r.project.Sources.All
	for i := range all {
		s := &all[i]
		text := s
		r.once(r.stray, s.place(), s.GUID, "source")
		switch kind := s.XMLName.Local; kind {
		case "TextSource":
		case "PDFSource":
			r.count("PDF areas", len(s.Areas))
			text = s.Representation
			if text == nil {
				r.count("PDFs without their text", 1)
				continue
			}
			r.once(r.stray, text.place(), text.GUID, "text of a PDF")
		case "PictureSource":
			r.count("pictures", 1)
			r.count("areas of pictures", len(s.PictureAreas))
			continue
		case "AudioSource", "VideoSource":
			r.count(map[string]string{"AudioSource": "recordings", "VideoSource": "videos"}[kind], 1)
			r.count("parts of recordings and videos", len(s.AudioParts)+len(s.VideoParts))
			for _, t := range s.Transcripts {
				r.count("transcripts", 1)
				r.count("selections in transcripts, which point at moments", len(t.Selections))
			}
			continue
		default:
			r.count("sources of the kind "+cut(kind), 1)
			continue
		}
		name := cut(s.Name)
		if name == "" || names[name] {
			name = strings.TrimSpace(name + " " + cut(string(s.GUID)))
		}
		names[name] = true
		d := &document{records.NewDraft(r.src, name, s.place().Line), text}
		d.Meta.Tool = strings.TrimSpace("REFI-QDA " + cut(r.project.Origin))
		d.Metadata(r.values(d, s.Values), r.options)
		d.Metadata(of[s.GUID], r.options)
		if d.Meta.Title == "" {
			d.Meta.Title = s.Name
		}
		d.CountN("codings of a whole source", len(s.Codings))
		r.text(d)
		docs = append(docs, d)
	}
	return docs
}

func (r *reader) count(what string, n int) {
	if n > 0 {
		r.counted[what] += n
	}
}

// values are values of variables as fields.
func (r *reader) values(d *document, all []variableValue) []records.Field {
	var fields []records.Field
	for i := range all {
		name, known := r.variables[all[i].Variable.To]
		if !known {
			to := r.stray
			if d != nil {
				to = d.Draft
			}
			r.bad(to, loaders.Place{}, "a value is of the variable %s, which is not there; export the project again", cut(string(all[i].Variable.To)))
			continue
		}
		fields = append(fields, field(name, all[i].text()))
	}
	return fields
}

func field(name, text string) records.Field {
	return records.Field{Name: name, Value: &records.Value{Kind: records.String, Text: text}}
}

// metadata is what cases and sets say of the sources in them.
func (r *reader) metadata() map[guid][]records.Field {
	there := map[guid]bool{}
	for i := range r.project.Sources.All {
		there[r.project.Sources.All[i].GUID] = true
	}
	of := map[guid][]records.Field{}
	give := func(what string, to guid, fields []records.Field) {
		if !there[to] {
			r.bad(r.stray, loaders.Place{}, "%s has the source %s, which is not there; export the project again", what, cut(string(to)))
			return
		}
		of[to] = append(of[to], fields...)
	}
	for i := range r.project.Cases {
		c := &r.project.Cases[i]
		fields := append(r.values(nil, c.Values), field("case", c.Name))
		for _, s := range c.Sources {
			give("the case "+cut(c.Name), s.To, fields)
		}
	}
	for i := range r.project.Sets {
		s := &r.project.Sets[i]
		fields := []records.Field{field("set", s.Name)}
		if name, value, ok := strings.Cut(s.Name, ":"); ok {
			fields = []records.Field{field(strings.TrimSpace(name), strings.TrimSpace(value))}
		}
		for _, m := range s.Sources {
			give("the set "+cut(s.Name), m.To, fields)
		}
	}
	return of
}

// text reads the text of a document.
func (r *reader) text(d *document) {
	s := d.of
	switch {
	case s.Content != nil && s.Path != "":
		r.bad(d.Draft, s.place(), "the source has its text twice, in the project and in %s; which of them was coded is not known: export the project again", cut(s.Path))
		return
	case s.Content != nil:
		d.Text = *s.Content
	case s.Path == "":
		r.bad(d.Draft, s.place(), "the source has no text%s; export the project with plain texts", beside(s))
		return
	default:
		r.fileText(d)
	}
	d.Text = strings.TrimPrefix(d.Text, "\uFEFF")
	if len(d.Problems) == 0 && strings.TrimSpace(d.Text) == "" && len(s.Selections) > 0 {
		r.bad(d.Draft, s.place(), "the text of the source%s is empty%s; export the project again, or from another version of the program", in(s.Path), beside(s))
	}
	d.NoText = d.Text == ""
}

// beside names the other document of a source, which is not read.
func beside(s *source) string {
	if s.RichText == "" {
		return ""
	}
	return " beside " + cut(s.RichText) + ", which is not read in its place"
}

func in(path string) string {
	if path == "" {
		return ""
	}
	return " (" + cut(path) + ")"
}

// fileText reads a text from the archive.
func (r *reader) fileText(d *document) {
	s := d.of
	name, internal := strings.CutPrefix(s.Path, "internal://")
	if !internal && strings.Contains(name, "://") {
		r.bad(d.Draft, s.place(), "the text of the source is outside of the project, at %s, where it is not looked for; export the project with its sources", cut(s.Path))
		return
	}
	e := r.archive.Named(path.Join("sources", name))
	if e == nil || strings.Contains(name, "..") {
		r.bad(d.Draft, s.place(), "the text of the source, %s, is not in the project%s; export the project again", cut(s.Path), beside(s))
		return
	}
	data, err := r.archive.Read(e, loaders.MaxDocument)
	if err != nil {
		r.bad(d.Draft, s.place(), "the text of the source, %s: %v", cut(s.Path), err)
		return
	}
	if at, message, ok := loaders.CheckUTF8(data); !ok {
		d.Bad(at, "%s", message)
		d.Problems[len(d.Problems)-1].File = r.src.Path + "!" + e.Name
		return
	}
	d.Text = string(data)
}
