package brat

import (
	"path/filepath"
	"testing"

	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
)

func TestFolders(t *testing.T) {
	for _, folder := range []string{"plain", "traps", "annotators", "bionlp", "bad"} {
		t.Run(folder, func(t *testing.T) {
			docs := readertest.Read(t, Reader{}, annotated.Options{}, readertest.Folder(t, filepath.Join("testdata", folder))...)
			for _, d := range docs {
				if folder != "bad" && len(d.Problems) > 0 {
					t.Errorf("%s: %v", d.Name, d.Problems)
				}
			}
			readertest.Golden(t, filepath.Join("testdata", folder+".json"), docs)
		})
	}
}
