package archive

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"demandgraph/loaders"
)

func pack(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = f.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestArchive(t *testing.T) {
	a, err := Open(loaders.Bytes("a.zip", pack(t, "b.txt", "second", "A.txt", "first", "d/", "", ".hidden", "x", "__MACOSX/b.txt", "x")))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if len(a.Entries) != 2 || a.Entries[0].Name != "A.txt" || a.Named("B.TXT") != a.Entries[1] || a.Named("c") != nil {
		t.Errorf("%v", a.Entries)
	}
	if data, err := a.Read(a.Named("a.txt"), 5); err != nil || string(data) != "first" || string(a.Head(a.Entries[0])) != "first" {
		t.Errorf("%q %v", data, err)
	}
	if _, err := a.Read(a.Named("b.txt"), 5); err == nil || !strings.Contains(err.Error(), "larger than 0 MB") {
		t.Error(err)
	}
}

// An archive in another shares what may be expanded.
func TestWithin(t *testing.T) {
	inner := pack(t, "a", strings.Repeat("0123456789abcdef", 60_000))
	data := pack(t, "in.zip", string(inner))
	outer, err := New(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	*outer.left = 1000
	within, err := New(bytes.NewReader(inner), int64(len(inner)), outer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := within.Read(within.Entries[0], loaders.MaxDocument); err == nil || !strings.Contains(err.Error(), "200 times its size") {
		t.Error(err)
	}
}

func TestRefused(t *testing.T) {
	for name, want := range map[string]string{"../a": "leads out of its folder", "/a": "leads out", `a\b`: "leads out"} {
		if _, err := Open(loaders.Bytes("a.zip", pack(t, name, "x"))); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(loaders.Bytes("a.zip", []byte("PK\x03\x04"))); err == nil {
		t.Error("no archive")
	}
}
