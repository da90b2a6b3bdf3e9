package brat

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"

	"demandgraph/loaders"
)

// base is the name of a file, in its folder, without what says its format.
func base(src *loaders.Source) string {
	name := strings.TrimSuffix(path.Base(src.File), ".gz")
	return strings.TrimSuffix(name, path.Ext(name))
}

// beside is the file of that extension which belongs to the source, or nil.
func beside(src *loaders.Source, ext string) *loaders.Source {
	return named(src, path.Dir(src.File), base(src)+ext)
}

// named is a file of the source's file system, packed or not, or nil.
func named(src *loaders.Source, folder, name string) *loaders.Source {
	for _, name := range []string{name, name + ".gz"} {
		file := path.Join(folder, name)
		info, err := fs.Stat(src.FS, file)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		return &loaders.Source{Path: shown(src, file), Name: shownIn(src.Name, src.File, file), FS: src.FS, File: file, Size: info.Size()}
	}
	return nil
}

// shown is what a file of the source's file system is called in messages.
func shown(src *loaders.Source, file string) string { return shownIn(src.Path, src.File, file) }

// shownIn names another file as one is named: the same folders stand before both.
func shownIn(as, file, other string) string {
	if root, ok := strings.CutSuffix(as, file); ok {
		return root + other
	}
	return path.Join(path.Dir(as), path.Base(other))
}

// text is the file of the text, or nil: beside the annotations, or in the folder above,
// where each annotator has a folder and all have one text.
func text(src *loaders.Source) *loaders.Source {
	if found := beside(src, ".txt"); found != nil {
		return found
	}
	folder := path.Dir(src.File)
	if name := base(src); strings.HasSuffix(name, ".txt") { // article.txt.ann
		if found := named(src, folder, name); found != nil {
			return found
		}
	}
	if folder == "." {
		return nil
	}
	return named(src, path.Dir(folder), base(src)+".txt")
}

// mostFolders is how many folders may lie beside one for them to be annotators'.
const mostFolders = 100

// identity gives a document's name, which is the same for all annotators of a text,
// and its annotator: the name of the folder, if another beside it has the same file
// for the same text.
func identity(src *loaders.Source) (name, annotator string) {
	name = strings.TrimSuffix(src.Name, ".gz")
	name = strings.TrimSuffix(name, path.Ext(name))
	folder := path.Dir(src.File)
	own := text(src)
	if folder == "." || own == nil {
		return name, ""
	}
	above := path.Dir(folder)
	annotators := path.Dir(own.File) == above
	if !annotators {
		annotators = shared(src, own, folder, above)
	}
	if !annotators {
		return name, ""
	}
	return path.Join(path.Dir(path.Dir(name)), path.Base(name)), path.Base(folder)
}

// shared reports whether another folder has annotations of the same text.
func shared(src, own *loaders.Source, folder, above string) bool {
	entries, err := fs.ReadDir(src.FS, above)
	if err != nil {
		return false
	}
	var others []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != path.Base(folder) && !strings.HasPrefix(e.Name(), ".") {
			others = append(others, e.Name())
		}
	}
	if len(others) > mostFolders {
		return false
	}
	var words []byte
	for _, other := range others {
		file := named(src, path.Join(above, other), path.Base(src.File))
		if file == nil {
			continue
		}
		theirs := text(file)
		if theirs == nil {
			continue
		}
		if words == nil {
			if words, err = read(own); err != nil {
				return false
			}
		}
		if same, err := read(theirs); err == nil && bytes.Equal(words, same) {
			return true
		}
	}
	return false
}

// read reads a file, up to a byte more than a document may have.
func read(src *loaders.Source) ([]byte, error) {
	file, err := src.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, loaders.MaxDocument+1))
}
