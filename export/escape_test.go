package export

import (
	"encoding/csv"
	"encoding/xml"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"
)

// TestYAMLTextsAreReadBack writes texts as the native export does and reads them again.
func TestYAMLTextsAreReadBack(t *testing.T) {
	piece := rapid.OneOf(rapid.StringN(0, 8, -1), rapid.SampledFrom([]string{"\n", " ", "\t", "\r\n", "- a", "#", "057", "yes", "2025-08-15", "a: b", "\u00a0", "\u2028", "\ufeff", "'", "\"", "|", "\\", "é", "𝛼"}))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 1, 8).Draw(t, "pieces"), "")
		if !utf8.ValidString(text) || text == "" {
			return
		}
		f := newFields()
		f.text("text", text)
		f.texts("list", []string{text, "b"})
		inner := newFields()
		inner.text("deep", text)
		f.list("inner", []*fields{inner})
		written, err := yaml.Marshal(&f.Node)
		if err != nil {
			t.Fatal(err)
		}
		var read struct {
			Text  string
			List  []string
			Inner []struct{ Deep string }
		}
		if err := yaml.Unmarshal(written, &read); err != nil {
			t.Fatalf("%v: %s", err, written)
		}
		if read.Text != text || !reflect.DeepEqual(read.List, []string{text, "b"}) || read.Inner[0].Deep != text {
			t.Fatalf("wrote %q as\n%s\nread %q", text, written, read)
		}
	})
}

// TestNoCellIsAFormula holds texts of tables to beginnings that no spreadsheet computes.
func TestNoCellIsAFormula(t *testing.T) {
	for text, want := range map[string]string{
		"=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0", "+1": "'+1", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1",
		"a = b": "a = b", "": "", "'": "'",
	} {
		if got := harmless(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	var b strings.Builder
	table, err := newTable(&b, "a", "b")
	if err == nil {
		err = table.write(harmless("one, \"two\"\nthree"), joined([]string{"x|y", "z"}))
	}
	if err == nil {
		err = table.end()
	}
	rows, readErr := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil || readErr != nil || !reflect.DeepEqual(rows[1], []string{"one, \"two\"\nthree", `x\|y | z`}) {
		t.Errorf("%v %v %q", err, readErr, rows)
	}
}

// TestXMLTextsAreReadBack writes a graph with hostile texts and parses it.
func TestXMLTextsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.String().Draw(t, "label")
		for _, file := range []func(*strings.Builder) graphFile{
			func(b *strings.Builder) graphFile { return newGraphML(b) }, func(b *strings.Builder) graphFile { return newGEXF(b) },
		} {
			var b strings.Builder
			f := file(&b)
			_ = f.begin(&graphHead{name: "g", vertices: []attribute{{"said", stringType}}, edges: []attribute{{"said", stringType}}})
			_ = f.vertex(&vertex{id: "Actor:a", label: label, values: []string{label}})
			_ = f.link(&link{id: "e", source: "Actor:a", target: "Actor:a", label: label, values: []string{label}})
			if err := f.end(); err != nil {
				t.Fatal(err)
			}
			if err := xml.Unmarshal([]byte(b.String()), new(struct{})); err != nil {
				t.Fatalf("%q: %v", label, err)
			}
		}
	})
}

// TestBibTeXKeepsBraces holds escaped texts to braces in pairs, which BibTeX counts.
func TestBibTeXKeepsBraces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		depth := 0
		for _, r := range bibTeX.Replace(rapid.StringOf(rapid.RuneFrom([]rune(`{}\$&#_%~^ab`+"\n"))).Draw(t, "text")) {
			switch r {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth < 0 {
				t.Fatal("a brace closes nothing")
			}
		}
		if depth != 0 {
			t.Fatal("a brace is not closed")
		}
	})
}
