package project

import (
	"archive/zip"
	"bytes"
	"context"
	"path"
	"strings"

	ziparchive "demandgraph/loaders/archive"
)

// chosen is an entry that is read, with what its place in a project says.
type chosen struct {
	entry                     *zip.File
	document, user            string
	leftOut                   int
	curated, nobody, outOfAny bool
}

// mostAsked is how many entries of a ZIP are looked into to find its format: exports have
// all documents in one.
const mostAsked = 50

// choose picks the entries to read: in a project those of curators, else of annotators;
// elsewhere all.
func (a *archive) choose(ext string) []chosen {
	var all []chosen
	project := false
	curated := map[string]bool{}
	left := map[string]int{}
	for _, e := range a.Entries {
		end := strings.ToLower(path.Ext(e.Name))
		if end != ext && end != ".zip" {
			continue
		}
		place := inProject.FindStringSubmatch(e.Name)
		if place == nil {
			all = append(all, chosen{entry: e, outOfAny: true})
			continue
		}
		project = true
		c := chosen{entry: e, document: place[2], user: strings.TrimSuffix(place[3], path.Ext(place[3])), curated: place[1] == "curation"}
		switch c.nobody = c.user == initial; {
		case c.nobody:
		case c.curated:
			curated[c.document] = true
		default:
			left[c.document]++
		}
		all = append(all, c)
	}
	var picked []chosen
	for _, c := range all {
		if project && (c.outOfAny || c.nobody || curated[c.document] != c.curated) {
			continue
		}
		if c.curated {
			c.leftOut = left[c.document]
		}
		picked = append(picked, c)
	}
	return picked
}

// files hands over the documents. With only asking, of each only as much as tells the format.
func (a *archive) files(ctx context.Context, format Format, asking bool, yield func(*File) error) error {
	for i, c := range a.choose(format.Ext) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if asking && i == mostAsked {
			return nil
		}
		f := &File{Path: a.shown + "!" + c.entry.Name, Name: plain(c.entry.Name, format.Ext), Annotator: c.user, LeftOut: c.leftOut}
		if c.document != "" {
			f.Name = c.document
		}
		var err error
		if strings.EqualFold(path.Ext(c.entry.Name), ".zip") {
			err = a.nested(ctx, c, f, format, asking, yield)
		} else {
			err = a.file(c.entry, f, format, asking, yield)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// file hands over an entry when it is in the format.
func (a *archive) file(e *zip.File, f *File, format Format, asking bool, yield func(*File) error) error {
	if head := a.head(e); !format.Is(head) {
		// One that cannot even be begun is told of, not passed over.
		if len(head) > 0 || e.UncompressedSize64 == 0 {
			return nil
		}
	}
	if asking {
		return yield(f)
	}
	data, err := a.read(e)
	if err != nil {
		f.Fault = err.Error()
		return yield(f)
	}
	f.Data, f.Beside = bytes.TrimPrefix(data, bom), a.beside(e, format.Beside)
	return yield(f)
}

// nested hands over the documents of a ZIP in a ZIP. One within that is not opened.
func (a *archive) nested(ctx context.Context, c chosen, f *File, format Format, asking bool, yield func(*File) error) error {
	data, err := a.read(c.entry)
	var inner *archive
	if err == nil {
		inner = &archive{shown: f.Path}
		inner.Archive, err = ziparchive.New(bytes.NewReader(data), int64(len(data)), a.Archive)
	}
	if err != nil {
		f.Fault = err.Error()
		return yield(f)
	}
	for _, e := range inner.Entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !strings.EqualFold(path.Ext(e.Name), format.Ext) {
			continue
		}
		each := *f
		each.Path += "!" + e.Name
		if c.document == "" {
			each.Name = path.Join(plain(c.entry.Name, ".zip"), plain(e.Name, format.Ext))
		}
		if err := inner.file(e, &each, format, asking, yield); err != nil {
			return err
		}
	}
	return nil
}
