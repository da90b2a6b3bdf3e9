package cas_test

import (
	"os"
	"path/filepath"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/cas"
)

// seed adds the files of a package's own corpus.
func seed(f *testing.F, pattern string) {
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		f.Fatal(pattern, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

// Whatever a file holds, its document keeps the rules or has a problem.
func FuzzJSON(f *testing.F) {
	seed(f, "*.json")
	f.Add([]byte(inJSON("a😀b", span(2, 0, 3, `,"@links":4`)+`,{"%ID":4,"%TYPE":"l","@target":2}`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		readertest.ReadOne(t, cas.JSON{}, annotated.Options{}, loaders.Bytes("a", data))
	})
}

func FuzzXMI(f *testing.F) {
	seed(f, "xmi/*.xmi")
	f.Add([]byte(inXMI(sofa + `<c:S xmi:id="2" sofa="1" begin="0" end="3"><a>b</a></c:S><cas:View sofa="1" members="2"/>`)))
	types, err := os.ReadFile(filepath.Join("testdata", "xmi", "TypeSystem.xml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		readertest.ReadOne(t, cas.XMI{}, annotated.Options{}, loaders.Bytes("a", data))
		readertest.ReadOne(t, cas.XMI{}, annotated.Options{}, beside(t, data, types))
	})
}

func FuzzTypeSystem(f *testing.F) {
	seed(f, "xmi/TypeSystem.xml")
	document, err := os.ReadFile(filepath.Join("testdata", "xmi", "talks.xmi"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		readertest.ReadOne(t, cas.XMI{}, annotated.Options{}, beside(t, document, data))
	})
}
