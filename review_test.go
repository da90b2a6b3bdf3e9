package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A name that is new is listed; what a person chooses holds from the next load on and stays in
// the file.
func TestReview(t *testing.T) {
	t.Chdir(filepath.Join("testdata", "corpus"))
	dir := t.TempDir()
	review := filepath.Join(dir, "review.yaml")
	store := "--store=sqlite:" + filepath.Join(dir, "x.db")
	load := func(args ...string) string {
		t.Helper()
		status, said := command(t, append([]string{"load", store, "--rejects=", "--review", review}, args...)...)
		if status != exitOK {
			t.Fatalf("status %d: %s", status, said)
		}
		return said
	}
	if said := load("--dry-run", "articles"); !strings.Contains(said, "3 names are up for review; a load lists them") {
		t.Error(said)
	}
	if _, err := os.Stat(review); err == nil {
		t.Error("a dry run has written the review file")
	}
	load("articles")
	text, err := os.ReadFile(review)
	if err != nil {
		t.Fatal(err)
	}
	entry, rest, ok := strings.Cut(string(text), "  key: harbour-guild\n  choice: \"\"")
	if !ok {
		t.Fatalf("the review file: %s", text)
	}
	if err := os.WriteFile(review, []byte(entry+"  key: harbour-guild\n  choice: ruritania"+rest), 0o644); err != nil {
		t.Fatal(err)
	}
	if said := load("--links", review, "articles"); !strings.Contains(said, "2 names are up for review") || !strings.Contains(said, "2 deleted") {
		t.Error(said)
	}
	if text, err = os.ReadFile(review); err != nil || !strings.Contains(string(text), "choice: ruritania") {
		t.Errorf("the choice is gone: %s, %v", text, err)
	}
	if said := load("--links", review, "articles"); !strings.Contains(said, "nothing was written") {
		t.Error(said)
	}
	if said := load("articles/bridge.ann"); !strings.Contains(said, "1 name is up for review") {
		t.Error(said)
	}
	if text, err = os.ReadFile(review); err != nil || !strings.Contains(string(text), "mention: Union of Rivers") {
		t.Errorf("what was listed for another article is gone: %s, %v", text, err)
	}
}

// A profile that was suggested for files knows all their labels.
func TestProfileCommands(t *testing.T) {
	dir := t.TempDir()
	status, text := command(t, "profile", "suggest", "testdata/corpus/articles")
	if status != exitOK || !strings.Contains(text, "MOOD: ignore  # 1, not known: what is it?") || !strings.Contains(text, "ACTOR: actor  # 6") {
		t.Fatalf("status %d: %s", status, text)
	}
	ours := write(t, "ours.yaml", text)
	status, said := command(t, "load", "--store=sqlite:"+filepath.Join(dir, "x.db"), "--rejects=", "--review=", "--profile", ours, "testdata/corpus/articles")
	if status != exitOK || strings.Contains(said, "does not know") || !strings.Contains(said, "1 spans labelled MOOD, which the profile ignores") {
		t.Errorf("status %d: %s", status, said)
	}
	if status, text := command(t, "profile", "show", "dna"); status != exitOK || !strings.Contains(text, "name: dna") {
		t.Errorf("status %d: %s", status, text)
	}
	status, text = command(t, "profile", "schema")
	if status != exitOK || !json.Valid([]byte(text)) {
		t.Errorf("status %d: %s", status, text)
	}
	if status, text := command(t, "profile", "suggest", "--name=toll", "testdata/corpus/articles/label-studio.json"); status != exitOK || !strings.Contains(text, "name: toll") {
		t.Errorf("status %d: %s", status, text)
	}
	fails(t, exitFailed, []string{"no annotated articles"}, "profile", "suggest", "examples")
	fails(t, exitFailed, []string{`did you mean "dna"`}, "profile", "show", "dan")
}

func TestBadReadingFlags(t *testing.T) {
	dir := t.TempDir()
	doc := write(t, "doc.yaml", topic)
	notes := write(t, "notes.yaml", "notes: no list\n")
	for _, c := range []struct {
		args  []string
		words []string
	}{
		{[]string{"--profile", "defualt"}, []string{`did you mean "default"`}},
		{[]string{"--profile", filepath.Join(dir, "no.yaml")}, []string{"no.yaml", "no such file"}},
		{[]string{"--profile", notes}, []string{"notes.yaml:1:", "notes"}},
		{[]string{"--links", filepath.Join(dir, "no.yaml")}, []string{"no.yaml"}},
		{[]string{"--links", notes}, []string{"notes.yaml", "no review file"}},
		{[]string{"--review", notes}, []string{"notes.yaml", "no review file", "--review"}},
		{[]string{"--timezone", "Kyiv"}, []string{`no zone "Kyiv"`, "Europe/Kyiv"}},
		{[]string{"--offsets", "letters"}, []string{"--offsets", "utf16"}},
		{[]string{"--end", "half"}, []string{"--end", "inclusive"}},
		{[]string{"--window", "week"}, []string{"--window", "quarter"}},
		{[]string{"--max-rejects", "-1"}, []string{"--max-rejects"}},
		{[]string{"--format", "bart"}, []string{`no format "bart"`, `did you mean "brat"`}},
	} {
		args := append([]string{"load", "--store=sqlite:" + filepath.Join(dir, "x.db"), "--rejects="}, c.args...)
		fails(t, exitFailed, c.words, append(args, doc)...)
	}
}

// --max-rejects ends a run that rejects more.
func TestMaxRejects(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.yaml", "b.yaml"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("topics: [{kee: x}]\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	store := "--store=sqlite:" + filepath.Join(dir, "x.db")
	fails(t, exitFailed, []string{"more than 1 rejected"}, "load", store, "--rejects=", "--max-rejects=1", dir)
	fails(t, exitRejected, []string{"2 rejected"}, "load", store, "--rejects=", "--max-rejects=2", dir)
}
