package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/profile"
)

// profileCmd is about profiles, which say what labels mean.
type profileCmd struct {
	Suggest suggestCmd       `cmd:"" help:"Write a first profile for the labels in files, with the count of each."`
	Show    showProfileCmd   `cmd:"" help:"Show a profile that comes with the program."`
	Schema  profileSchemaCmd `cmd:"" help:"Show the JSON Schema of profiles, for editors."`
}

// suggestCmd writes a first profile.
type suggestCmd struct {
	pathArgs
	Format string `help:"The format of all files, when it is not to be detected." placeholder:"NAME"`
	Name   string `help:"What the profile is called; the first file's name when it is not given." placeholder:"NAME"`
}

// Help is what --help says beyond the flags.
func (suggestCmd) Help() string {
	return `The profile goes to standard output: demandgraph profile suggest corpus > ours.yaml, look at every line with a
question mark, then demandgraph load --profile ours.yaml corpus.`
}

// Run reads the files and writes the profile.
func (s suggestCmd) Run(ctx context.Context, c *console) (err error) {
	sources, done, err := s.sources(c.in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	var docs []*annotated.Document
	formats := slices.Clone(own)
	for _, r := range readers {
		formats = append(formats, collector{r, func(d *annotated.Document) { docs = append(docs, d) }})
	}
	problems, _, err := loaders.Check(ctx, formats, loaders.Options{Paths: s.Paths, Sources: sources, Format: s.Format})
	for _, p := range problems {
		fmt.Fprintln(c.err, p)
	}
	if err != nil && !errors.Is(err, loaders.ErrNothing) { // what is collected is nothing to check
		return err
	}
	if len(docs) == 0 {
		return fmt.Errorf("%s: no annotated articles whose labels a profile could explain", strings.Join(s.Paths, ", "))
	}
	file := filepath.Base(s.Paths[0])
	name := cmp.Or(s.Name, strings.TrimSuffix(file, filepath.Ext(file)), "ours")
	_, err = c.out.Write(profile.Suggest(name, annotated.CountLabels(docs...)))
	if err == nil && len(problems) > 0 {
		err = exit(exitRejected)
	}
	return err
}

// collector reads documents without mapping them.
type collector struct {
	annotated.Reader
	take func(*annotated.Document)
}

// Read hands over the documents that cannot be read only, for their problems.
func (l collector) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	return l.ReadDocuments(ctx, src, annotated.Options{}, func(d *annotated.Document) error {
		if len(d.Problems) > 0 {
			return yield(&loaders.Record{Name: d.Name, Line: d.Line, Problems: d.Problems})
		}
		l.take(d)
		return nil
	})
}

// showProfileCmd shows a ready profile.
type showProfileCmd struct {
	Name string `arg:"" help:"${profiles}."`
}

// Run shows the profile.
func (s showProfileCmd) Run(c *console) error {
	text, err := profile.Text(s.Name)
	if err != nil {
		return err
	}
	_, err = c.out.Write(text)
	return err
}

// profileSchemaCmd shows the JSON Schema of profiles.
type profileSchemaCmd struct{}

// Run shows the schema.
func (profileSchemaCmd) Run(c *console) error {
	_, err := c.out.Write(profile.Schema)
	return err
}
