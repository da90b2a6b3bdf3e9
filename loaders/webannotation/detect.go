package webannotation

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated/records"
)

// contexts are the addresses of the context of Web Annotation.
var contexts = []string{"http://www.w3.org/ns/anno.jsonld", "https://www.w3.org/ns/anno.jsonld"}

// inContext tells whether a value is in the context of Web Annotation.
func inContext(v *records.Value) bool {
	return slices.ContainsFunc(v.Get("@context").Strings(), func(s string) bool { return slices.Contains(contexts, s) })
}

// recognise is the format of a file, or of the file whose text it is, or "".
func recognise(src *loaders.Source, head []byte) string {
	if isText(src) {
		return owner(src)
	}
	for _, v := range records.Head(head, 50) {
		switch {
		case inContext(v):
			return Format
		case isAnswer(v), isRow(v):
			return HypothesisFormat
		}
	}
	return ""
}

// isAnswer tells whether a value is an export or a search answer of hypothes.is.
func isAnswer(v *records.Value) bool {
	if rows := v.Get("rows"); rows.Is(records.Array) {
		total := v.Get("total").Is(records.Number)
		if len(rows.Items) == 0 {
			return total && len(v.Fields) == 2
		}
		row := rows.Items[0]
		return isRow(row) || total && row.Get("target").Is(records.Array)
	}
	return v.Get("annotations").Is(records.Array) && (v.Get("client_version").Is(records.String) || v.Get("export_userid") != nil)
}

// isRow tells whether a value is an annotation of hypothes.is.
func isRow(v *records.Value) bool {
	return strings.HasPrefix(v.Get("user").Str(), "acct:") && v.Get("target").Is(records.Array) && v.Get("@context") == nil
}

// isText tells whether a file is a text by its name.
func isText(src *loaders.Source) bool {
	return path.Ext(strings.TrimSuffix(src.File, ".gz")) == ".txt"
}

// endings are those of files of annotations.
var endings = []string{".json", ".jsonld", ".jsonl", ".ndjson"}

// mostFiles is how many files of a folder are looked at to find whose a text is.
const mostFiles = 100

// owner is the format of the file whose article's text a file is: of the file with the same
// name, or, where articles.csv gives the text an address, of the first in the folder.
func owner(src *loaders.Source) string {
	base := stem(src.File)
	for _, ext := range []string{".ann", ".a1"} { // of brat
		if exists(src.FS, base+ext) != "" {
			return ""
		}
	}
	for _, ext := range endings {
		if file := exists(src.FS, base+ext); file != "" {
			if format := formatOf(src, file); format != "" {
				return format
			}
		}
	}
	if !slices.Contains(readTexts(src).named, path.Base(src.File)) {
		return ""
	}
	entries, err := fs.ReadDir(src.FS, path.Dir(src.File))
	if err != nil {
		return ""
	}
	looked := 0
	for _, e := range entries {
		if looked == mostFiles {
			break
		}
		if !e.Type().IsRegular() || !slices.Contains(endings, path.Ext(strings.TrimSuffix(e.Name(), ".gz"))) {
			continue
		}
		looked++
		if format := formatOf(src, path.Join(path.Dir(src.File), e.Name())); format != "" {
			return format
		}
	}
	return ""
}

// formatOf is the format of another file.
func formatOf(src *loaders.Source, file string) string {
	other := beside(src, file)
	open, err := other.Open()
	if err != nil {
		return ""
	}
	defer open.Close()
	head, err := io.ReadAll(io.LimitReader(open, loaders.HeadSize))
	if err != nil {
		return ""
	}
	return recognise(other, head)
}

// exists is a file, packed or not, or "".
func exists(fsys fs.FS, file string) string {
	for _, name := range []string{file, file + ".gz"} {
		if info, err := fs.Stat(fsys, name); err == nil && info.Mode().IsRegular() {
			return name
		}
	}
	return ""
}

// beside is another file of a source's file system.
func beside(src *loaders.Source, file string) *loaders.Source {
	return &loaders.Source{Path: path.Join(path.Dir(src.Path), path.Base(file)), Name: path.Join(path.Dir(src.Name), path.Base(file)),
		FS: src.FS, File: file, Size: -1}
}

// stem is a file's name, in its folder, without what says its format.
func stem(file string) string {
	file = strings.TrimSuffix(file, ".gz")
	return strings.TrimSuffix(file, path.Ext(file))
}
