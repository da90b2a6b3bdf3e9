package annotated

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"demandgraph/change"
	"demandgraph/loaders"
	"demandgraph/loaders/linking"
	"demandgraph/loaders/profile"
)

var update = flag.Bool("update", false, "write the files that tests compare with anew")

// hand is a Reader of documents written by hand for these tests. A source is lines:
//
//	text Ruritania demanded a truce.     one more line of the text
//	span a Actor Ruritania @id Attribute=value    the first place of the words after the last
//	                                     span of them; "_" for blanks within; | between pieces
//	link d Demander a
//	same a b
//	meta url https://news.example/1
//	annotator jd                         of the spans that follow
type hand struct{}

func (hand) Name() string { return "hand" }

func (hand) Detect(src *loaders.Source, head []byte, _ bool) bool {
	return strings.HasSuffix(src.File, ".hand") && bytes.HasPrefix(head, []byte("text "))
}

func (hand) ReadDocuments(_ context.Context, src *loaders.Source, _ Options, yield func(*Document) error) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	var all bytes.Buffer
	if _, err := all.ReadFrom(file); err != nil {
		return err
	}
	for n, part := range strings.Split(all.String(), "---\n") {
		d := handDocument(part)
		d.Name = strconv.Itoa(n + 1)
		if err := yield(d); err != nil {
			return err
		}
	}
	return nil
}

// handDocument reads one document. It panics on what a test has written wrong.
func handDocument(text string) *Document {
	d := &Document{Line: 1}
	ids, last, annotator := map[string]int{}, map[string]int{}, ""
	var body []string
	for number, line := range strings.Split(strings.TrimSpace(text), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		at := loaders.Place{Line: number + 1}
		switch fields[0] {
		case "text":
			body = append(body, strings.TrimPrefix(line, "text "))
			d.Text = strings.Join(body, "\n")
		case "meta":
			value := strings.Join(fields[2:], " ")
			*map[string]*string{"url": &d.Meta.URL, "title": &d.Meta.Title, "publisher": &d.Meta.Publisher, "publishedAt": &d.Meta.PublishedAt,
				"annotator": &d.Meta.Annotator, "tool": &d.Meta.Tool, "key": &d.Meta.Key}[fields[1]] = value
		case "annotator":
			annotator = fields[1]
		case "span":
			s := Span{ID: fields[1], Label: strings.ReplaceAll(fields[2], "_", " "), Annotator: annotator, Place: at}
			for _, piece := range strings.Split(fields[3], "|") {
				words := strings.ReplaceAll(piece, "_", " ")
				from := last[annotator+" "+words]
				i := strings.Index(d.Text[from:], words)
				if i < 0 {
					from, i = 0, strings.Index(d.Text, words)
				}
				if i < 0 {
					panic(fmt.Sprintf("the text has no %q", words))
				}
				start := len([]rune(d.Text[:from+i]))
				s.Pieces = append(s.Pieces, Piece{start, start + len([]rune(words))})
				last[annotator+" "+words] = from + i + len(words)
			}
			for _, f := range fields[4:] {
				if id, ok := strings.CutPrefix(f, "@"); ok {
					s.Identifiers = append(s.Identifiers, id)
					continue
				}
				name, value, _ := strings.Cut(f, "=")
				if s.Attributes == nil {
					s.Attributes = map[string][]string{}
				}
				s.Attributes[name] = append(s.Attributes[name], strings.ReplaceAll(value, "_", " "))
			}
			ids[s.ID] = len(d.Spans)
			d.Spans = append(d.Spans, s)
		case "link":
			d.Links = append(d.Links, Link{Role: fields[2], Head: ids[fields[1]], Tail: ids[fields[3]], Place: at})
		case "same":
			var group []int
			for _, id := range fields[1:] {
				group = append(group, ids[id])
			}
			d.Same = append(d.Same, group)
		default:
			panic("what is " + line)
		}
	}
	return d
}

// loaded is a document as it was mapped.
type loaded struct {
	*change.Document
	problems, warnings []string
	review             []linking.Entry
}

// load maps documents written by hand, one after the other, into one index.
func load(t testing.TB, is *profile.Profile, index *linking.Index, links *linking.Links, text string) []loaded {
	t.Helper()
	if index == nil {
		index = &linking.Index{}
	}
	review := &linking.Review{}
	l := &Loader{Reader: hand{}, Profile: is, Linker: &linking.Linker{Index: index, Links: links, Review: review}}
	var all []loaded
	err := l.Read(t.Context(), loaders.Bytes("x.hand", []byte(text)), func(r *loaders.Record) error {
		one := loaded{Document: r.Document}
		for _, p := range r.Problems {
			one.problems = append(one.problems, p.Message)
		}
		for _, p := range r.Warnings {
			one.warnings = append(one.warnings, p.Message)
		}
		all = append(all, one)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all[len(all)-1].review = review.Entries()
	return all
}

// golden compares JSON with a file, which -update writes.
func golden(t *testing.T, file string, v any) {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var plain any
	if err := json.Unmarshal(raw, &plain); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(sparse(plain)); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("%s differs; got\n%s", file, out.String())
	}
}

// sparse drops what is empty, so that golden files show what is said.
func sparse(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if x = sparse(x); x == nil {
				delete(v, k)
			} else {
				v[k] = x
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = sparse(v[i])
		}
		if len(v) == 0 {
			return nil
		}
	case string:
		if v == "" {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	case float64:
		if v == 0 {
			return nil
		}
	}
	return v
}

// handSource stands for the file of a document that is mapped without one.
var handSource = loaders.Bytes("x.hand", nil)

// broken reads two documents of which the first has a quote that is not there.
type broken struct{ hand }

func (broken) ReadDocuments(_ context.Context, _ *loaders.Source, _ Options, yield func(*Document) error) error {
	for n, quote := range []string{"Kiev", "Kyiv"} {
		d := &Document{Name: strconv.Itoa(n + 1), Text: "Kyiv", Meta: Meta{Key: strconv.Itoa(n + 1)},
			Spans: []Span{{ID: "T1", Label: "Actor", Quote: quote, Pieces: []Piece{{0, 4}}, Place: loaders.Place{Line: 3}}}}
		if err := yield(d); err != nil {
			return err
		}
	}
	return nil
}
