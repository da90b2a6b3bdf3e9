package refused

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demandgraph/loaders"
)

const data = "../../../shared/data/formats"

// packed is zlib, as a DocBin is.
func packed(text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(text)) // a buffer takes all
	_ = w.Close()
	return b.String()
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.spacy", packed("\x88\xa7version\xa30.1\xa5attrs\x91\x01"), "a DocBin of spaCy"},
		{"train.json", "\uFEFF[\n [\"Ana asked Bo\", {\"entities\": [[0, 3, \"PER\"]]}]]", "training data of spaCy"},
		{"a.xml", "<?xml version='1.0' encoding='ISO-8859-1'?>\n<!-- x -->\n<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "a TEI document"},
		{"a.xml", "<tei:standOff xmlns:tei='http://www.tei-c.org/ns/1.0'>", "a TEI document"},
		{"a.ttl", "# made by hand\n@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .\n", "NIF in Turtle"},
		{"a.apf.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE source_file SYSTEM \"apf.v5.1.1.dtd\">\n<source_file URI=\"a.sgm\">", "ACE, ERE or TAC"},
		{"a.rich_ere.xml", "<deft_ere kit_id='x' doc_id='a'>", "ACE, ERE or TAC"},
		{"a.qdc", "<CodeBook xmlns='urn:QDA-XML:codebook:1.0' origin='x'>", "a REFI-QDA codebook"},
		{"a.dna", "<?xml version=\"1.0\"?>\n<discourse><version>1.21</version>", "a file of Discourse Network Analyzer 1"},
		{"a.dnc", "{\n  \"type\": \"mysql\",\n  \"url\": \"x\"", "a connection profile of Discourse Network Analyzer"},
		{"a.nvpx", "anything", "program for qualitative data analysis"},
		{"a.ser", "\xac\xed\x00\x05sr\x00\x2dorg.apache.uima.cas.impl.CASSerializer", "a binary UIMA CAS"},
		{"a.bin", "UIMA\x00\x00\x00\x01", "a binary UIMA CAS"},
		{"a.tsv", " # webanno.custom.X | value\n#id=1\n#text=Ana asks\n1-1\tAna\tB-PER\t\n", "WebAnno TSV of version 1 or 2"},
		{"a.json", `{"_context" : {"_types": {}}, "_views": {}}`, "UIMA CAS JSON from before version 0.4"},
	} {
		for _, src := range []*loaders.Source{loaders.Bytes(c.name, []byte(c.text)), loaders.Bytes(c.name+".gz", zipped(t, c.text))} {
			l, err := (loaders.Registry{Loader{}}).Detect(src)
			if err != nil || l == nil {
				t.Errorf("%s: not detected (%v)", src.Name, err)
			}
			var got []*loaders.Record
			if err := (Loader{}).Read(context.Background(), src, func(r *loaders.Record) error { got = append(got, r); return nil }); err != nil {
				t.Error(err)
			}
			if len(got) != 1 || got[0].Document != nil || len(got[0].Problems) != 1 {
				t.Fatalf("%+v", got)
			}
			message := got[0].Problems[0].String()
			if !strings.HasPrefix(message, src.Name+": this is ") || !strings.Contains(message, c.want) || !strings.Contains(message, "which is not loaded: ") {
				t.Error(message)
			}
		}
	}
}

func zipped(t *testing.T, text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is loaded, or unknown, is not refused.
func TestNotRefused(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "blank": " \n", "a.txt": "A TEI document\n", "a.xml": "<Sentences/>", "b.xml": "<CodeBook/>", "c.xml": "<TE", "d.xml": "< ",
		"a.json": `[["Ana", "Bo"]]`, "b.json": `[{"text": "Ana", "entities": []}]`, "c.json": `{"%TYPES": {}}`, "f.json": `{"type": "mysql", "id": 1}`, "d.json": `[["Ana", {"label": 1}]]`, "e.json": "[",
		"a.ttl": "@prefix foaf: <http://xmlns.com/foaf/0.1/> .", "a.tsv": "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Ana\n1-1\t0-3\tAna\t\n",
		"a.z": packed("\x88\xa7version"), "b.z": "\x78\x9c", "a.ser": "\xac\xed\x00\x05sr\x00\x10java.util.HashMap", "a.yaml": "article: {title: UIMA}",
	} {
		if (Loader{}).Detect(loaders.Bytes(name, nil), []byte(text), true) {
			t.Errorf("%s is refused", name)
		}
	}
}

func TestPublishedFiles(t *testing.T) {
	all, err := filepath.Glob(data + "/*/*")
	if err != nil || len(all) == 0 {
		t.Skip("published files are not here")
	}
	refused := map[string]bool{"tei": true, "nif": true, "spacy": true}
	for _, file := range all {
		if name := filepath.Base(file); name == "README.md" {
			continue
		}
		head, err := os.ReadFile(file)
		if err != nil {
			continue // a folder
		}
		whole := len(head) <= loaders.HeadSize
		src := loaders.Bytes(filepath.Base(file), head)
		if got, want := (Loader{}).Detect(src, head[:min(len(head), loaders.HeadSize)], whole), refused[filepath.Base(filepath.Dir(file))]; got != want {
			t.Errorf("%s: %v", file, got)
		}
	}
}

// FuzzRecognise: whatever a file holds, looking at it ends.
func FuzzRecognise(f *testing.F) {
	for _, seed := range []string{"<TEI>", "[[\"a\",{\"entities\"", "@prefix nif:", "#id=1\n#text=", packed("\x88\xa7version"), "{\"_context\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, head []byte) {
		if k := recognise("a", head); k != nil && (k.name == "" || k.why == "" || k.wayOut == "") {
			t.Error(k)
		}
	})
}
