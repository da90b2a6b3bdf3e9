package loaders

import (
	"fmt"
	"io"
	"strings"
)

// Registry is the formats that can be read, in the order in which people should see them.
type Registry []Loader

// Names lists the formats that can be read.
func (r Registry) Names() []string {
	var names []string
	for _, l := range r {
		if !refuses(l) {
			names = append(names, l.Name())
		}
	}
	return names
}

// ByName finds a format by its name. The error names the nearest.
func (r Registry) ByName(name string) (Loader, error) {
	for _, l := range r {
		if l.Name() == name && !refuses(l) {
			return l, nil
		}
	}
	return nil, fmt.Errorf("there is no format %q%s; formats are %s", name, DidYouMean(name, r.Names()), strings.Join(r.Names(), ", "))
}

// Detect finds the format of a source by its content. It is nil when no loader
// knows it, and an error when the source cannot be read or more than one does.
func (r Registry) Detect(src *Source) (Loader, error) {
	file, err := src.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head, err := io.ReadAll(io.LimitReader(file, HeadSize+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.Path, err)
	}
	whole := len(head) <= HeadSize
	if !whole {
		head = head[:HeadSize]
	}
	var found []Loader
	for _, l := range r {
		if l.Detect(src, head, whole) {
			found = append(found, l)
		}
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("%s: may be %s; say which with --format", src.Path, strings.Join(Registry(found).Names(), " or "))
}
