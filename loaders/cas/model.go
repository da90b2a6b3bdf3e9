package cas

import (
	"slices"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// CAS is a common analysis structure as a file has it.
type CAS struct {
	Format     string          // what the file is in, for people
	Types      map[string]Type // by name; those that the file does not describe are missing
	Structures []Structure     // in the order of the file
	Views      []View          // nil when the file does not tell: then all that is there is in the index
	Unit       annotated.Unit  // of begin and end
	Rebuilt    bool            // the text was put together from tokens

	Problems []loaders.Problem // without File and Record
	Warnings []loaders.Problem
	Counted  map[string]int
}

// Type is a type of structures. Features are those that it adds to its supertype's, with
// the names of their ranges.
type Type struct {
	Super    string
	Features map[string]string
}

// Structure is a feature structure.
type Structure struct {
	ID, Type string
	Features []Feature
	Place    loaders.Place
	Where    string // instead of "structure ID", where the file has no ids
}

// Feature is a value or several, or references to structures: Refs are their ids, "" for
// none. One with neither is empty.
type Feature struct {
	Name  string
	Texts []string
	Refs  []string
}

// View is a text with the structures that are in its index.
type View struct {
	Name    string // "" where only Sofa names it
	Sofa    string // id of the structure that holds the text
	Members []string
	Place   loaders.Place
}

// Names of UIMA.
const (
	initialView  = "_InitialView"
	sofaType     = "uima.cas.Sofa"
	nullType     = "uima.cas.NULL"
	annotation   = "uima.tcas.Annotation"
	documentType = "uima.tcas.DocumentAnnotation"
)

// feature finds a feature, nil when the structure has none of that name.
func (s *Structure) feature(name string) *Feature {
	for i := range s.Features {
		if s.Features[i].Name == name {
			return &s.Features[i]
		}
	}
	return nil
}

// text is the value of a feature with one, else "".
func (s *Structure) text(name string) string {
	if f := s.feature(name); f != nil && len(f.Texts) == 1 {
		return f.Texts[0]
	}
	return ""
}

// ref is the id that a feature with one reference refers to, else "".
func (s *Structure) ref(name string) string {
	if f := s.feature(name); f != nil && len(f.Refs) == 1 {
		return f.Refs[0]
	}
	return ""
}

// name is what messages call the structure.
func (s *Structure) name() string {
	if s.Where != "" {
		return s.Where
	}
	return "structure " + s.ID
}

// isArray reports whether the structure is an array.
func (s *Structure) isArray() bool {
	return strings.HasSuffix(s.Type, "[]") || strings.HasPrefix(s.Type, "uima.cas.") && strings.HasSuffix(s.Type, "Array")
}

// short is a type's name without its package.
func short(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// supers are the type and its supertypes as far as they are known, and whether that is all
// of them.
func (c *CAS) supers(name string) (chain []string, complete bool) {
	for !slices.Contains(chain, name) && len(chain) < 100 {
		chain = append(chain, name)
		if t, ok := c.Types[name]; ok && t.Super != "" {
			name = t.Super
			continue
		}
		super, ok := builtin[name]
		if !ok {
			return chain, false
		}
		if super == "" {
			return chain, true
		}
		name = super
	}
	return chain, false
}

// rangeOf is the name of the range of a feature of a type, "" when it is not known.
func (c *CAS) rangeOf(typeName, feature string) string {
	chain, _ := c.supers(typeName)
	for _, name := range chain {
		if r := c.Types[name].Features[feature]; r != "" {
			return r
		}
	}
	return ""
}

// builtin are the types that UIMA itself has, with their supertypes.
var builtin = map[string]string{
	"uima.cas.TOP": "", nullType: "uima.cas.TOP", sofaType: "uima.cas.TOP",
	"uima.cas.AnnotationBase": "uima.cas.TOP", annotation: "uima.cas.AnnotationBase", documentType: annotation,
	"uima.cas.FSArray": "uima.cas.TOP", "uima.cas.StringArray": "uima.cas.TOP", "uima.cas.BooleanArray": "uima.cas.TOP",
	"uima.cas.ByteArray": "uima.cas.TOP", "uima.cas.ShortArray": "uima.cas.TOP", "uima.cas.IntegerArray": "uima.cas.TOP",
	"uima.cas.LongArray": "uima.cas.TOP", "uima.cas.FloatArray": "uima.cas.TOP", "uima.cas.DoubleArray": "uima.cas.TOP",
	"uima.cas.String": "uima.cas.TOP", "uima.cas.Boolean": "uima.cas.TOP", "uima.cas.Byte": "uima.cas.TOP", "uima.cas.Short": "uima.cas.TOP",
	"uima.cas.Integer": "uima.cas.TOP", "uima.cas.Long": "uima.cas.TOP", "uima.cas.Float": "uima.cas.TOP", "uima.cas.Double": "uima.cas.TOP",
}

// Skipped reports whether structures of a type are left out unless a link refers to one:
// what DKPro Core knows of words, syntax and the document's form, not of what it says.
func Skipped(typeName string) bool {
	for _, prefix := range skipped {
		if strings.HasPrefix(typeName, prefix) {
			return true
		}
	}
	return short(typeName) == "Token" || short(typeName) == "Sentence"
}

var skipped = []string{
	"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.",
	"de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.",
	"de.tudarmstadt.ukp.dkpro.core.api.syntax.type.",
	"de.tudarmstadt.ukp.dkpro.core.api.metadata.type.",
	"de.tudarmstadt.ukp.dkpro.core.api.anomaly.type.",
	"de.tudarmstadt.ukp.clarin.webanno.api.type.", // descriptions of layers
	"org.dkpro.core.api.xml.type.",
}
