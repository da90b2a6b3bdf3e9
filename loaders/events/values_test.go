package events

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestUnquote(t *testing.T) {
	for in, want := range map[string]string{
		`"Joseph ""Joe"" Hockey"`: `Joseph "Joe" Hockey`,
		`say "no`:                 `say "no`,
		`"`:                       `"`,
		`""`:                      ``,
		`"Joe" and "Jim"`:         `"Joe" and "Jim"`, // data that begins and ends with a quote
		`plain`:                   `plain`,
	} {
		if got := Unquote(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestGiven(t *testing.T) {
	for _, nothing := range []string{"", " ", "NULL", "NA", "None", "---", `"NA"`} {
		if got := Given(nothing); got != "" {
			t.Errorf("%q is %q", nothing, got)
		}
	}
	if got := Given("Nauru"); got != "Nauru" {
		t.Error(got)
	}
	if got := cleanName("Bundesrepublik\u00a0 Deutschland "); got != "Bundesrepublik Deutschland" {
		t.Errorf("%q", got)
	}
}

func TestParseDay(t *testing.T) {
	for in, want := range map[string]string{
		"2018-06-01": "2018-06-01", "20180601": "2018-06-01", "6/1/2018": "2018-06-01", "12/31/2017": "2017-12-31", "": "",
	} {
		if d, err := ParseDay(in); err != nil && in != "" || d.String() != want {
			t.Errorf("%s: %s, %v", in, d, err)
		}
	}
	for _, bad := range []string{"2018", "2018-06", "31/12/2017", "20181301", "1/1", "x/y/2017", "0000-01-01"} {
		if d, err := ParseDay(bad); err == nil {
			t.Errorf("%s is %s", bad, d)
		}
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("x", MaxLine+1)
	medium := strings.Repeat("y", 200<<10)
	lines := NewLines(strings.NewReader("\ufeffone\r\n\n" + long + "\n" + medium + "\nlast"))
	var got []string
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if errors.Is(err, ErrLongLine) {
			line = []byte("LONG")
		} else if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(line))
	}
	if want := []string{"one", "", "LONG", medium, "last"}; strings.Join(got, "|") != strings.Join(want, "|") || lines.Number() != 5 {
		t.Errorf("%d lines", lines.Number())
	}
}

func TestSplit(t *testing.T) {
	for _, line := range []string{"", "a", "\t", "a\tb\t", "a\t\tc\td"} {
		var raw [3][]byte
		var text [3]string
		n, m := Split([]byte(line), raw[:]), SplitText(line, text[:])
		if want := strings.Count(line, "\t") + 1; n != want || m != want {
			t.Errorf("%q: %d and %d fields", line, n, m)
		}
		for i := range raw {
			if string(raw[i]) != text[i] {
				t.Errorf("%q: %q and %q", line, raw[i], text[i])
			}
		}
	}
}

func TestInvalidUTF8(t *testing.T) {
	line := []byte("Erdo\xf0an")
	if got, valid := validUTF8(line, false); valid || string(got) != "Erdo\ufffdan" {
		t.Errorf("%q", got)
	}
	if got, valid := validUTF8(line, true); valid || string(got) != "Erdoðan" {
		t.Errorf("%q", got)
	}
	if got, valid := validUTF8([]byte("Erdoğan"), true); !valid || !bytes.Equal(got, []byte("Erdoğan")) {
		t.Errorf("%q", got)
	}
}
