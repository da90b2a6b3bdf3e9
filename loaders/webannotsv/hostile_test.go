package webannotsv_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/webannotsv"
)

const begin = "#FORMAT=WebAnno TSV 3.3\n#T_SP=c.S|label\n#T_RL=c.R|label|BT_c.S\n\n\n"

// one is a file with one sentence and its rows.
func one(text string, rows ...string) string {
	return begin + "#Text=" + text + "\n" + strings.Join(rows, "\n") + "\n"
}

func read(t testing.TB, text string) *annotated.Document {
	t.Helper()
	docs := readertest.ReadOne(t, webannotsv.Reader{}, annotated.Options{}, loaders.Bytes("a.tsv", []byte(text)))
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	return docs[0]
}

func TestHostile(t *testing.T) {
	none := "\t_\t_\t_\t"
	slot := "#FORMAT=WebAnno TSV 3.3\n#T_SP=c.S|\n#T_SP=c.H|ROLE_c.H:links_c.L|c.S\n\n\n#Text=Ana asked\n"
	for _, c := range []struct{ name, text, want string }{
		{"version 2", "#FORMAT=WebAnno TSV 2.0\n", "a.tsv:1: this is WebAnno TSV 2.0; version 3 is read"},
		{"no format", "1-1\t0-3\tAna\t_\t\n", "a.tsv:1: the first line does not name the format"},
		{"empty", "", "there is no #Text= line"},
		{"header only", begin, "there is no #Text= line"},
		{"encoding", begin + "#Text=\xff\n", "a.tsv:6:7: invalid UTF-8"},
		{"few columns", one("Ana", "1-1\t0-3\tAna\t_\t_"), "a.tsv:7: the row has 5 columns, the header makes it 6"},
		{"many columns", one("Ana", "1-1\t0-3\tAna\t_\t_\t_\t_\t_"), "the row has 8 columns"},
		{"cut off", strings.TrimSuffix(one("Ana asked", "1-1\t0-3\tAna"+none, "1-2\t4-9\tas"), "\n"), "a.tsv:8: the row has 3 columns, the header makes it 6; the file ends here, and may have been cut off"},
		{"id", one("Ana", "1\t0-3\tAna"+none), `"1" is no id of a token`},
		{"offsets", one("Ana", "1-1\t3-0\tAna"+none), `"3-0" are no offsets`},
		{"negative", one("Ana", "1-1\t-1-3\tAna"+none), `"-1-3" are no offsets`},
		{"huge", one("Ana", "1-1\t99999999999999999999-3\tAna"+none), "are no offsets"},
		{"far", one("Ana", "1-1\t2000000000-2000000003\tAna"+none), "too far for a document of 32 MB"},
		{"beyond", one("Ana", "1-1\t0-4\tAnas"+none), "a.tsv:7: 1-1: the offsets 0-4 lie outside of the #Text of the sentence, from 0 to 3"},
		{"other word", one("Ana", "1-1\t0-3\tBob"+none), `1-1: the row has "Bob", but at its offsets 0-3 in #Text stands "Ana"`},
		{"surrogates", one("😀", "1-1\t0-1\t😀"+none, "1-2\t1-2\tx"+none), "inside a character"},
		{"overlapping sentences", one("Ana", "1-1\t0-3\tAna"+none) + "\n#Text=Bo\n2-1\t2-4\tBo" + none + "\n", "the sentence begins at 2 (utf16), within the one before, which ends at 3"},
		{"twice", one("Ana", "1-1\t0-3\tAna"+none, "1-1\t0-3\tAna"+none), "a.tsv:8: the row 1-1 is there twice; the other is in line 7"},
		{"out of order", one("Ana asked", "1-2\t0-3\tAna"+none, "1-1\t4-9\tasked"+none), "the row 1-1 is out of order after 1-2"},
		{"outside", begin + "1-1\t0-3\tAna" + none, "a row stands outside of a sentence"},
		{"stacks", one("Ana", "1-1\t0-3\tAna\t*\t*|*\t1-1\t"), "the columns of c.R have 2 and 1 annotations"},
		{"half a stack", one("Ana", "1-1\t0-3\tAna\t*\t*|*\t_\t"), "has no annotation where another has 2"},
		{"unknown row", one("Ana", "1-1\t0-3\tAna\tA\tr\t9-9\t"), `1-1: the source of c.R is in row "9-9", which is not in the file`},
		{"no such annotation", one("Ana asked", "1-1\t0-3\tAna\tA\tr\t1-2\t", "1-2\t4-9\tasked"+none), "the source of c.R is in row 1-2, where 0 annotations could be meant"},
		{"ambiguous", one("Ana asked", "1-1\t0-3\tAna\tA\tr\t1-2\t", "1-2\t4-9\tasked\tA[1]|B[2]\t_\t_\t"), "where 0 annotations could be meant"},
		{"id unknown", one("Ana asked", "1-1\t0-3\tAna\tA\tr\t1-2[3_0]\t", "1-2\t4-9\tasked\tA\t_\t_\t"), "is [3] in row 1-2, where 0 annotations go by it"},
		{"bad ids", one("Ana", "1-1\t0-3\tAna\tA\tr\t1-1[3]\t"), "[3] after the source of a relation is not two numbers"},
		{"same id", one("Ana", "1-1\t0-3\tAna\tA[1]|B[1]\t_\t_\t"), "[1] of c.S stands twice in the row"},
		{"two labels", one("Ana asked", "1-1\t0-3\tAna\tA[1]\t_\t_\t", "1-2\t4-9\tasked\tB[1]\t_\t_\t"), `label of [1] is "B" here and "A" in line 7`},
		{"header", "#FORMAT=WebAnno TSV 3.3\n#T_XX=a\n", "a.tsv:2: this is no line of a header"},
		{"relation without source", "#FORMAT=WebAnno TSV 3.3\n#T_RL=a|b\n", "does not end in the column of its source"},
		{"roles without targets", "#FORMAT=WebAnno TSV 3.3\n#T_SP=a|ROLE_a:l_b.C\n", "are not followed by their targets"},
		{"role", "#FORMAT=WebAnno TSV 3.3\n#T_SP=a|ROLE_a\n", "does not name a feature"},
		{"columns", "#FORMAT=WebAnno TSV 3.3\n#T_SP=a" + strings.Repeat("|b", 1000) + "\n", "more than 500 columns"},
		{"roles and targets", slot + "1-1\t0-3\tAna\t*\t_\t_\t\n1-2\t4-9\tasked\t_\tp;q\t1-1\t\n", "links has 2 roles and 1 targets"},
		{"cycle", "#FORMAT=WebAnno TSV 3.3\n#T_SP=c.H|ROLE_c.H:links_c.L|c.H\n\n\n#Text=Ana\n1-1\t0-3\tAna\tp\t1-1\t\n", "makes a cycle"},
		{"chain", "#FORMAT=WebAnno TSV 3.3\n#T_CH=c.Link|referenceRelation|referenceType\n\n\n#Text=Ana\n1-1\t0-3\tAna\t*\t*[1]\t\n", "does not say its chain"},
		{"long line", one(strings.Repeat("a", loaders.MaxDocument)), "larger than 32 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.text)
			if got := strings.Join(readertest.Lines(d.Problems), "\n"); !strings.Contains(got, c.want) {
				t.Errorf("problems %.500s\nwant %s", got, c.want)
			}
		})
	}
}

// What is found is told together.
func TestAllProblems(t *testing.T) {
	d := read(t, one("Ana asked", "1-1\t0-3\tBob\tA\tr\t1-1\t", "1-2\t4-9\tsaid\tA\tr\t1-1\t"))
	if len(d.Problems) != 2 {
		t.Error(d.Problems)
	}
}

func TestText(t *testing.T) {
	none := "\t_\t_\t_\t"
	for _, c := range []struct{ name, text, want string }{
		{"one", one("Ana", "1-1\t0-3\tAna"+none), "Ana"},
		{"CRLF", strings.ReplaceAll(one("Ana", "1-1\t0-3\tAna"+none), "\n", "\r\n"), "Ana"},
		{"mark", "\uFEFF" + one("Ana", "1-1\t0-3\tAna"+none), "Ana"},
		{"lines", begin + "#Sentence.id=7\n#Text=Ana\n#Text=asked\n1-1\t0-3\tAna" + none + "\n1-2\t4-9\tasked" + none + "\n", "Ana\nasked"},
		{"escapes", one(`a\tb\\c\rd`, "1-1\t0-1\ta"+none, `1-2	2-5	b\c`+none), "a\tb\\c\rd"},
		{"escaped form", one(`a\\c`, `1-1	0-3	a\\c`+none), `a\c`},
		{"blanks before", one("Ana", "1-1\t2-5\tAna"+none), "  Ana"},
		{"blanks of the sentence", one("  Ana", "1-1\t2-5\tAna"+none), "  Ana"},
		{"gap", one("Ana.", "1-1\t0-3\tAna"+none) + "\n#Text=Bo\n2-1\t6-8\tBo" + none + "\n", "Ana.  Bo"},
		{"no gap", one("Ana.", "1-1\t0-3\tAna"+none) + "\n#Text=Bo\n2-1\t4-6\tBo" + none + "\n", "Ana.Bo"},
		{"no tokens", one("Ana.") + "\n#Text=Bo\n2-1\t5-7\tBo" + none + "\n", "Ana. Bo"},
		{"astral and combining", one("😀 Cafe\u0301 x", "1-1\t0-2\t😀"+none, "1-2\t3-8\tCafe\u0301"+none, "1-3\t9-10\tx"+none), "😀 Cafe\u0301 x"},
		{"in code points", one("😀 x", "1-1\t0-1\t😀"+none, "1-2\t2-3\tx"+none), "😀 x"},
		{"in bytes", one("😀 é x", "1-1\t0-4\t😀"+none, "1-2\t8-9\tx"+none), "😀 é x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.text)
			if d.Text != c.want || len(d.Problems) > 0 || len(d.Warnings) > 0 != strings.HasPrefix(c.name, "in ") {
				t.Errorf("%q, want %q; %v %v", d.Text, c.want, d.Problems, d.Warnings)
			}
		})
	}
}

// Values keep what was escaped in them.
func TestValues(t *testing.T) {
	d := read(t, one("Ana", `1-1	0-3	Ana	a\_b\|c\[1\]\\\;\->\*[2]|\_|\*	_	_	`))
	var got []string
	for _, s := range d.Spans {
		got = append(got, s.Label)
	}
	if want := []string{`a_b|c[1]\;->*`, "_", "*"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q: %v", got, d.Problems)
	}
}

// A chain's element may go on over rows, and chains may share their words.
func TestChains(t *testing.T) {
	d := read(t, "#FORMAT=WebAnno TSV 3.3\n#T_SP=c.Actor|\n#T_CH=c.Link|referenceRelation|referenceType\n\n\n#Text=Ana Kim she\n"+
		"1-1\t0-3\tAna\t*[1]\t*->1-1|*->2-1\tnam[1]|nam[2]\t\n1-2\t4-7\tKim\t*[1]\t*->1-1\tnam[1]\t\n1-3\t8-11\tshe\t_\tx->1-2|*->2-2\t*[1]|*[2]\t\n")
	var got []string
	for _, group := range d.Same {
		line := ""
		for _, i := range group {
			line += fmt.Sprint(d.Spans[i].Label, d.Spans[i].Pieces)
		}
		got = append(got, line)
	}
	if want := []string{"Actor[{0 7}]Link[{0 7}]Link[{8 11}]", "Link[{0 3}]Link[{8 11}]"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q: %v", got, d.Problems)
	}
}

func TestDetect(t *testing.T) {
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	f, err := w.Create("annotation/one.txt/ana.tsv")
	if err == nil {
		_, err = io.WriteString(f, one("Ana", "1-1\t0-3\tAna\tA\t_\t_"))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	for head, want := range map[string]bool{
		begin:                           true,
		"\uFEFF#FORMAT=WebAnno TSV 3.1": true,
		"#FORMAT=WebAnno TSV 1.0":       true,
		" # ner.NamedEntity | value\n#id=1\n#text=Ana\n1-1\tAna\tO\n": false,
		packed.String():           true,
		"# comment\nAna\tB-PER\n": false,
		"Ana\tB-PER\nasked\tO\n":  false,
		"a\tb\n":                  false,
		`{"%TYPES":{}}`:           false,
		"<xmi:XMI":                false,
		"#FORMAT=other\n":         false,
		"":                        false,
	} {
		if got := (webannotsv.Reader{}).Detect(loaders.Bytes("x", []byte(head)), []byte(head), true); got != want {
			t.Errorf("%.40q: %v", head, got)
		}
	}
	docs := readertest.Read(t, webannotsv.Reader{}, annotated.Options{}, loaders.Bytes("x.zip", packed.Bytes()))
	if len(docs) != 1 || docs[0].Name != "one.txt" || docs[0].Meta.Annotator != "ana" || len(docs[0].Spans) != 1 {
		t.Errorf("%+v", docs)
	}
}

// Whatever a file holds, its document keeps the rules or has a problem.
func FuzzTSV(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "talks.tsv"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(one("a😀b", "1-1\t0-1\ta\tA[1]|B\tr\t1-2[0_1]\t", "1-2\t1-4\t😀b\t*\t_\t_\t", "1-2.1\t3-3\t\t*\t_\t_\t")))
	f.Fuzz(func(t *testing.T, data []byte) {
		readertest.ReadOne(t, webannotsv.Reader{}, annotated.Options{}, loaders.Bytes("a", data))
	})
}
