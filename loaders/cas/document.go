package cas

import (
	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/cas/project"
)

// Document makes the annotated document of a file. It is complete only without problems.
func (c *CAS) Document(f *project.File) *annotated.Document {
	b := &builder{CAS: c, doc: f.Document(), byID: map[string]*Structure{}, span: map[*Structure]int{},
		isSpan: map[string]bool{}, relation: map[string]bool{}, inChain: map[*Structure]bool{}}
	b.doc.Meta.Tool = c.Format
	b.doc.Rebuilt = c.Rebuilt
	b.index()
	if b.text() {
		b.members()
		b.meta(f)
		b.spans()
		b.links()
		b.chains()
		b.cycles()
		b.wordless()
		b.order()
	}
	return c.tell(b.doc, f)
}

// Bad is a document of the file with the problems that keep it from being one.
func (c *CAS) Bad(f *project.File) *annotated.Document { return c.tell(f.Document(), f) }

// tell adds what there is to say of a document.
func (c *CAS) tell(d *annotated.Document, f *project.File) *annotated.Document {
	d.Problems, d.Warnings = append(d.Problems, c.Problems...), append(d.Warnings, c.Warnings...)
	for _, list := range [][]loaders.Problem{d.Problems, d.Warnings} {
		for i := range list {
			list[i].File, list[i].Record = f.Path, d.Name
		}
	}
	for what, n := range c.Counted {
		d.Counted[what] += n
	}
	return d
}

// builder turns a CAS into a document.
type builder struct {
	*CAS
	doc      *annotated.Document
	byID     map[string]*Structure
	sofa     string          // id of the structure with the text
	member   map[string]bool // what is in the index; nil for all
	offsets  *annotated.Offsets
	span     map[*Structure]int // its span
	isSpan   map[string]bool    // by type: what spanType found
	relation map[string]bool    // types of relations
	inChain  map[*Structure]bool
	gone     map[int]bool // spans that are left out
	slots    []int        // of links, by their place in doc.Links: those of events
}

// index finds the structures by their ids, and what types are relations.
func (b *builder) index() {
	for i := range b.Structures {
		s := &b.Structures[i]
		if first, twice := b.byID[s.ID]; twice {
			b.problemOf(s, "the id stands for two structures; the other is in line %d, a %s", first.Place.Line, first.Type)
			continue
		}
		b.byID[s.ID] = s
		if s.feature("Governor") != nil || s.feature("Dependent") != nil {
			b.relation[s.Type] = true
		}
	}
	for i := range b.Structures {
		s := &b.Structures[i]
		if !b.relation[s.Type] && b.rangeOf(s.Type, "Governor") != "" && b.rangeOf(s.Type, "Dependent") != "" {
			b.relation[s.Type] = true
		}
		for _, f := range s.Features {
			for _, id := range f.Refs {
				if id != "" && b.byID[id] == nil {
					b.problemOf(s, "%s refers to structure %s, which is not in the file; export the document again", f.Name, id)
				}
			}
		}
	}
}

// at finds the structure of an id; nil for none.
func (b *builder) at(id string) *Structure {
	s := b.byID[id]
	if s == nil || s.Type == nullType {
		return nil
	}
	return s
}

// targets are the structures that a feature refers to, those of arrays with their elements.
func (b *builder) targets(f *Feature) []*Structure {
	var all []*Structure
	for _, id := range f.Refs {
		s := b.at(id)
		if s == nil {
			continue
		}
		if !s.isArray() {
			all = append(all, s)
			continue
		}
		if elements := s.feature("elements"); elements != nil {
			for _, id := range elements.Refs {
				if e := b.at(id); e != nil {
					all = append(all, e)
				}
			}
		}
	}
	return all
}
