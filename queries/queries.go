// Package queries holds the example operations: the tabs that GraphiQL opens
// with, what the demo asks itself, and what the README shows.
package queries

import (
	"embed"
	"encoding/json"
	"io/fs"
	"strings"
)

//go:embed *.graphql *.json
var files embed.FS

// Example is an operation with its variables.
type Example struct {
	Name      string // of the file, without its number
	Query     string
	Variables map[string]any
}

// All gives the examples in the order of their files.
func All() []Example {
	names, err := fs.Glob(files, "*.graphql")
	if err != nil {
		panic(err) // the pattern is well formed
	}
	var all []Example
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err) // it is embedded
		}
		base := strings.TrimSuffix(name, ".graphql")
		_, title, _ := strings.Cut(base, "-")
		e := Example{Name: title, Query: string(text)}
		if vars, err := files.ReadFile(base + ".json"); err == nil {
			if err := json.Unmarshal(vars, &e.Variables); err != nil {
				panic("queries: " + base + ".json: " + err.Error())
			}
		}
		all = append(all, e)
	}
	return all
}
