package refiqda

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
	"demandgraph/loaders/archive"
)

// Reader reads REFI-QDA projects.
type Reader struct{}

var _ annotated.Reader = Reader{}

// Name is the format's name.
func (Reader) Name() string { return "refi-qda" }

// Detect reports whether a file is a ZIP with a project.
func (Reader) Detect(src *loaders.Source, head []byte, _ bool) bool {
	if !bytes.HasPrefix(head, []byte(archive.Magic)) {
		return false
	}
	a, err := archive.Open(src)
	if err != nil {
		return false
	}
	defer a.Close()
	return len(projects(a)) > 0
}

// projects are the entries with projects.
func projects(a *archive.Archive) []*zip.File {
	var all []*zip.File
	for _, e := range a.Entries {
		if strings.EqualFold(path.Ext(e.Name), ".qde") {
			all = append(all, e)
		}
	}
	return all
}

// ReadDocuments hands over each source that has a text. What is wrong with the project as
// a whole is the problem of one document.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, o annotated.Options, yield func(*annotated.Document) error) error {
	readings, err := readingsOf(o)
	if err != nil {
		return err
	}
	r := &reader{src: src, options: o, shown: src.Path}
	a, err := archive.Open(src)
	if err == nil {
		defer a.Close()
		r.archive = a
		err = r.open()
	}
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return err
		}
		d := records.NewDraft(src, src.Name, 0)
		at := loaders.Place{}
		var whole *fault
		if errors.As(err, &whole) {
			at = whole.at
		}
		d.Bad(at, "%v", err)
		d.Problems[0].File = r.shown
		return yield(d.Document)
	}
	docs := r.texts()
	r.choose(readings, docs)
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.spans(d)
	}
	r.links()
	r.finish(docs)
	for _, d := range docs {
		if err := yield(d.Document); err != nil {
			return err
		}
	}
	if len(r.stray.Problems) > 0 {
		return yield(r.stray.Document)
	}
	return nil
}

// reader reads one project.
type reader struct {
	src     *loaders.Source
	shown   string // the file of the project, for messages
	options annotated.Options
	archive *archive.Archive

	project   *project
	users     map[guid]string
	codes     map[guid]codeName
	variables map[guid]string
	seen      map[guid]bool
	reading   annotated.Reading

	selections map[guid]place // those with a code, by their identifier
	counted    map[string]int // in the project, beyond documents
	stray      *records.Draft // problems of no document
}

// place is where the first span of a selection is.
type place struct {
	of   *document
	span int
}

// codeName is a code's name, and the names of the codes that it is in where names repeat.
type codeName struct{ name, path string }

// open reads the project and indexes what selections refer to. The error is for people.
func (r *reader) open() error {
	found := projects(r.archive)
	switch {
	case len(found) == 0:
		return errors.New("the ZIP has no project (.qde); export a REFI-QDA project (.qdpx)")
	case len(found) > 1:
		return fmt.Errorf("the ZIP has %d projects (.qde), %s and %s, and one is read; export each by itself", len(found), cut(found[0].Name), cut(found[1].Name))
	}
	r.shown += "!" + found[0].Name
	data, err := r.archive.Read(found[0], maxProject)
	if err != nil {
		return err
	}
	if r.project, err = parse(data); err != nil {
		return err
	}
	r.users, r.codes, r.variables = map[guid]string{}, map[guid]codeName{}, map[guid]string{}
	r.seen, r.selections, r.counted = map[guid]bool{}, map[guid]place{}, map[string]int{}
	r.stray = records.NewDraft(r.src, "the project", 0)
	p := r.project
	for i := range p.Users {
		r.once(r.stray, loaders.Place{}, p.Users[i].GUID, "user")
		r.users[p.Users[i].GUID] = p.Users[i].Name
	}
	for i := range p.Variables {
		r.once(r.stray, loaders.Place{}, p.Variables[i].GUID, "variable")
		r.variables[p.Variables[i].GUID] = p.Variables[i].Name
	}
	for i := range p.Cases {
		r.once(r.stray, loaders.Place{}, p.Cases[i].GUID, "case")
	}
	for i := range p.Notes {
		r.once(r.stray, loaders.Place{}, p.Notes[i].GUID, "note")
	}
	for i := range p.Sets {
		r.once(r.stray, loaders.Place{}, p.Sets[i].GUID, "set")
	}
	repeated := map[string]int{}
	r.index(p.Codes, "", repeated)
	for id, c := range r.codes {
		if repeated[c.name] == 1 {
			r.codes[id] = codeName{name: c.name}
		}
	}
	if len(p.Notes) > 0 {
		r.counted["notes"] = len(p.Notes)
	}
	if len(r.stray.Problems) > 0 { // what selections refer to is in doubt
		return &fault{r.stray.Problems[0].Place, r.stray.Problems[0].Message}
	}
	return nil
}

// index indexes codes and those in them.
func (r *reader) index(codes []code, above string, repeated map[string]int) {
	for i := range codes {
		c := &codes[i]
		r.once(r.stray, loaders.Place{}, c.GUID, "code")
		r.codes[c.GUID] = codeName{c.Name, above + c.Name}
		repeated[c.Name]++
		r.index(c.Codes, above+c.Name+"/", repeated)
	}
}

// once notes an identifier, and reports one that is given twice.
func (r *reader) once(d *records.Draft, at loaders.Place, id guid, what string) {
	switch {
	case id == "":
	case r.seen[id]:
		r.bad(d, at, "the identifier %s of a %s is given twice; export the project again", cut(string(id)), what)
	default:
		r.seen[id] = true
	}
}

// bad says what makes a document bad, in the file of the project.
func (r *reader) bad(d *records.Draft, at loaders.Place, format string, args ...any) {
	if len(d.Problems) < maxProblems {
		d.Bad(at, format, args...)
		d.Problems[len(d.Problems)-1].File = r.shown
	} else if len(d.Problems) == maxProblems {
		d.Bad(loaders.Place{}, "there are more problems; these are the first %d", maxProblems)
	}
}

// maxProblems is how many problems of a document are told one by one.
const maxProblems = 200

// finish puts what was counted in the project to its first document, since each thing is told once.
func (r *reader) finish(docs []*document) {
	if len(docs) == 0 {
		if len(r.stray.Problems) == 0 {
			r.bad(r.stray, loaders.Place{}, "the project has no source with text: there is nothing to load")
		}
		return
	}
	for what, n := range r.counted {
		docs[0].CountN(what, n)
	}
}
