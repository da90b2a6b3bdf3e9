package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// block is a fenced block of a page, with the line of text before it.
type block struct{ before, language, text string }

func blocks(t *testing.T, page string) (all []block) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, fenced := "", false
	for line := range strings.Lines(string(text)) {
		language, fence := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "```")
		switch {
		case fence && fenced:
			before, fenced = "", false
		case fence:
			all, fenced = append(all, block{before: before, language: language}), true
		case fenced:
			all[len(all)-1].text += line
		case strings.TrimSpace(line) != "":
			before = line
		}
	}
	return all
}

var (
	excerptOf = regexp.MustCompile("From `([^`]+)`(?: \\(in `([^`]+)`\\))?:$")
	savedAs   = regexp.MustCompile("Save as `([^`]+)`:$")
)

// TestLoadersPage runs the commands of docs/loaders.md in a folder of their own, in their order, and compares what
// each prints with the page; it compares excerpts with their files, and saves what is to be saved.
func TestLoadersPage(t *testing.T) {
	all := blocks(t, "docs/loaders.md")
	dir := t.TempDir()
	for _, folder := range []string{"testdata/formats", "testdata/corpus", "loaders/brat/testdata/bad", "loaders/gdelt/testdata", "loaders/polecat/testdata"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	commands, said := 0, ""
	for _, b := range all {
		before := strings.TrimSpace(b.before)
		switch {
		case b.language == "sh":
			said = ""
			for line := range strings.Lines(b.text) {
				said += runLine(t, line)
				commands++
			}
		case b.language == "text":
			for line := range strings.Lines(b.text) {
				if !has(said, line) {
					t.Errorf("no command printed %q; they printed\n%s", line, said)
				}
			}
		case savedAs.MatchString(before):
			if err := os.WriteFile(savedAs.FindStringSubmatch(before)[1], []byte(b.text), 0o644); err != nil {
				t.Fatal(err)
			}
		case excerptOf.MatchString(before):
			of := excerptOf.FindStringSubmatch(before)
			file := content(t, corpus+of[1], of[2])
			for line := range strings.Lines(b.text) {
				if !has(file, line) {
					t.Errorf("%s does not have %q", of[1], line)
				}
			}
		}
	}
	if commands < 24 {
		t.Errorf("%d commands ran", commands)
	}
}

// runLine runs a command of a page and gives what it printed. It must end with the status that a comment says, else 0.
func runLine(t *testing.T, line string) string {
	t.Helper()
	line, comment, _ := strings.Cut(strings.TrimSpace(line), "#")
	line, output, _ := strings.Cut(line, " > ")
	args := strings.Fields(line)
	if len(args) == 0 || args[0] != "./demandgraph" {
		t.Fatalf("no command: %q", line)
	}
	want := exitOK
	if strings.Contains(comment, "exit status 1") {
		want = exitRejected
	}
	var out, errs bytes.Buffer
	if status := runWith(t.Context(), args[1:], strings.NewReader(""), &out, &errs); status != want {
		t.Errorf("%s: status %d, not %d: %s%s", line, status, want, out.String(), errs.String())
	}
	if output != "" {
		if err := os.WriteFile(strings.TrimSpace(output), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return errs.String() + out.String()
}

// has reports whether a text has a line, of which … stands for anything.
func has(text, line string) bool {
	parts := strings.Split(strings.TrimSpace(line), "…")
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(strings.TrimSpace(p))
	}
	return regexp.MustCompile(strings.Join(parts, ".*")).MatchString(text)
}

// content is the text of a file, or of an entry of a ZIP.
func content(t *testing.T, file, entry string) string {
	t.Helper()
	if entry == "" {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	from, err := archive.Open(entry)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	data, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
