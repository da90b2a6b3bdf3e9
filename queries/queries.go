// Package queries holds the example operations: the tabs that GraphiQL opens
// with, what the demo asks itself, what the README shows and what docs/questions.md
// answers. The first digit of a file's number is its section there; those of
// section 0 are the README's.
package queries

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.graphql *.json
var files embed.FS

// Example is an operation with its variables.
type Example struct {
	File      string // its name, without the ending
	Name      string // the question in words
	Query     string // a document with one operation
	Variables string // a JSON object, or empty
}

// All gives the examples in the order of their files. The first line of a file
// is a comment with the question in words.
func All() []Example {
	names, err := fs.Glob(files, "*.graphql")
	if err != nil {
		panic(err) // the pattern is well formed
	}
	var all []Example
	for _, name := range names {
		question, query, _ := strings.Cut(read(name), "\n")
		e := Example{File: strings.TrimSuffix(name, ".graphql"), Name: strings.TrimPrefix(question, "# "), Query: query}
		if vars := strings.TrimSuffix(name, ".graphql") + ".json"; exists(vars) {
			e.Variables = read(vars)
		}
		all = append(all, e)
	}
	return all
}

func exists(name string) bool {
	_, err := fs.Stat(files, name)
	return err == nil
}

func read(name string) string {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}
