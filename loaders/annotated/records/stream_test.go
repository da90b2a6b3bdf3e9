package records

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"demandgraph/loaders"
)

// read gives the records' field a with their lines, and faults with their places.
func read(from io.Reader) []string {
	s := NewStream(from)
	var got []string
	for {
		v, err := s.Next()
		var fault *Fault
		switch {
		case err == io.EOF:
			return got
		case errors.As(err, &fault):
			got = append(got, fmt.Sprintf("%d:%d %.20s", fault.Line, fault.Column, fault.Message))
		case err != nil:
			return append(got, err.Error())
		default:
			a := v.Get("a")
			got = append(got, fmt.Sprintf("%s at %d:%d", a.Scalar(), a.Where().Line, a.Where().Column))
		}
	}
}

func TestStream(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"blank", " \r\n\n", ""},
		{"lines", "{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}", "1 at 1:6, 2 at 2:6, 3 at 4:6"},
		{"array", "\n[ {\"a\":1},\n {\"é\":\"😀\",\"a\":2}]\n", "1 at 2:8, 2 at 3:15"},
		{"byte order mark", "\uFEFF[{\"a\":1}]", "1 at 1:7"},
		{"pretty", "{\n \"a\": 1\n}\n{\n \"a\": 2\n}", "1 at 2:7, 2 at 5:7"},
		{"no line ends", `{"a":1}{"a":2}`, "1 at 1:6, 2 at 1:13"},
		{"UTF-16", "\xff\xfe{\x00", "1:1 the file is in UTF-1"},
		{"bad line", "{\"a\":1}\n{\"a\":tru}\n{\"a\":3}", "1 at 1:6, 2:9 this is no JSON: inv, 3 at 3:6"},
		{"line cut off", "{\"a\":1}\n{\"a\":[2\n{\"a\":3}", "1 at 1:6, 3:1 this is no JSON: inv, 3 at 3:6"},
		{"words between", "{\"a\":1} é x\n{\"a\":2}", "1 at 1:6, 1:9 this is no JSON: inv, 2 at 2:6"},
		{"file cut off", "{\"a\":1}\n{\"a\":2", "1 at 1:6, 2:1 the file ends within"},
		{"string cut off", "{\"a\":1}\n{\"a\":\"2", "1 at 1:6, 2:1 the file ends within"},
		{"array cut off", "[{\"a\":1},\n{\"a\":2", "1 at 1:7, 2:1 the file ends within"},
		{"array cut between", "[{\"a\":1},\n", "1 at 1:7, 2:1 the file ends within"},
		{"array cut before comma", "[{\"a\":1}\n", "1 at 1:7, 2:1 the file ends within"},
		{"no comma", "[{\"a\":1}\n{\"a\":2}]", "1 at 1:7, 2:1 this is no JSON: exp"},
		{"bad element", "[{\"a\":1},\n{\"a\":tru}]", "1 at 1:7, 2:9 this is no JSON: inv"},
		{"more after array", "[{\"a\":1}]\n{}", "1 at 1:7, 2:1 there is more after "},
		{"invalid UTF-8", "{\"a\":1}\n{\"é\":\"\xff\"}\n{\"a\":3}", "1 at 1:6, 2:7 invalid UTF-8: byte , 3 at 3:6"},
		{"half a character", `{"a":"\ud83d"}` + "\n" + `{"a":"\ud83d\ude00"}{"a":"\uFFFD"}`, "1:6 the text has an esca, 😀 at 2:6, \uFFFD at 2:26"},
		{"field twice", `{"a":1,"a":2}`, `1:8 the object has the f`},
		{"deep", strings.Repeat(`{"a":[`, 40) + strings.Repeat("]}", 40), "1:193 lists and objects ar"},
		{"very deep", strings.Repeat("[", 1e6), "1:10002 this is no JSON: inv"},
		{"no JSON", "hello", "1:1 this is no JSON: inv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(read(strings.NewReader(c.in)), ", "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// A record that is too large is left out, whatever its size, and the next is read.
func TestStreamTooLarge(t *testing.T) {
	blanks := func() io.Reader { return io.LimitReader(endless('x'), 3*loaders.MaxDocument) }
	got := read(io.MultiReader(strings.NewReader(`{"a":"`), blanks(), strings.NewReader("\"}\n{\"a\":2}\n")))
	if len(got) != 2 || !strings.HasPrefix(got[0], "1:1 the document is larg") || got[1] != "2 at 2:6" {
		t.Error(got)
	}
	got = read(io.MultiReader(strings.NewReader(`[{"a":1},{"a":"`), blanks(), strings.NewReader("\"}]")))
	if len(got) != 2 || got[0] != "1 at 1:7" || !strings.HasPrefix(got[1], "1:10 the document is larg") {
		t.Error(got)
	}
}

// Lines that never end a record are given up after some.
func TestStreamManyFaults(t *testing.T) {
	if got := read(bytes.NewReader(bytes.Repeat([]byte("{x\n"), 1000))); len(got) != maxFaults {
		t.Errorf("%d faults, want %d", len(got), maxFaults)
	}
}

type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// Whatever a file holds, reading it ends, and places go on.
func FuzzStream(f *testing.F) {
	f.Add([]byte("\uFEFF[{\"a\":1},\n{\"a\":[\"\\ud83d\"]}]"))
	f.Add([]byte("{\"a\":1}\n{\"a\":[2\n{\"a\":3}\n\n{\"a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := NewStream(bytes.NewReader(data))
		var last loaders.Place
		for {
			v, err := s.Next()
			var fault *Fault
			switch {
			case err == io.EOF:
				Head(data, 3)
				return
			case errors.As(err, &fault):
				continue
			case err != nil:
				t.Fatal(err)
			}
			if v.Line < last.Line || v.Line == last.Line && v.Column <= last.Column {
				t.Fatalf("%v follows %v", v.Place, last)
			}
			last = v.Place
		}
	})
}
