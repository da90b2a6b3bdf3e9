package profile

import (
	"bytes"
	"embed"
	"fmt"
	"strings"

	"demandgraph/loaders"
)

//go:embed ready/*.yaml
var readyFiles embed.FS

// Ready are the names of the profiles that come with the program: default, ner (plain
// labels of named entities), ace (entities and events after ACE and its successors),
// plover (PLOVER event types and CAMEO roots), dna (statements of discourse network analysis).
func Ready() []string { return []string{"default", "ner", "ace", "plover", "dna"} }

// ByName reads a ready profile. The error lists them.
func ByName(name string) (*Profile, error) {
	text, err := readyFiles.ReadFile("ready/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("there is no profile %q%s; profiles are %s, or a file", name, loaders.DidYouMean(name, Ready()), strings.Join(Ready(), ", "))
	}
	return Read(bytes.NewReader(text), name+".yaml")
}

// Text is the file of a ready profile, to start one's own from. The error lists them.
func Text(name string) ([]byte, error) {
	if _, err := ByName(name); err != nil {
		return nil, err
	}
	return readyFiles.ReadFile("ready/" + name + ".yaml")
}

// Default is the profile that holds when none is named.
func Default() *Profile {
	p, err := ByName("default")
	if err != nil {
		panic(err) // the embedded file is read by the tests
	}
	return p
}
