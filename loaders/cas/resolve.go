package cas

import (
	"maps"
	"slices"
	"strings"

	"demandgraph/loaders"
)

// In XMI a reference looks like a number. The type system tells them apart; what it does not
// describe is taken by what UIMA and INCEpTION call it, then by what cannot be
// anything else: text that is no list of numbers is a value, and numbers that are all ids
// of structures with a target are the arguments of an event.

// Features whose kind the name tells.
var (
	references = []string{"sofa", "Governor", "Dependent", "target"}
	values     = []string{"begin", "end", "label", "value", "identifier", "role", "sofaNum", "sofaID", "mimeType", "sofaString", "sofaURI",
		"language", "documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri", "isLastSegment"}
)

// use is a feature of a type.
type use struct{ typ, feature string }

// resolve makes references of the texts that are such. Described says that there is a
// type system at all.
func (c *CAS) resolve(described bool) {
	byID := make(map[string]*Structure, len(c.Structures))
	for i := range c.Structures {
		byID[c.Structures[i].ID] = &c.Structures[i]
	}
	unknown := map[use]*found{}
	for i := range c.Structures {
		s := &c.Structures[i]
		for j := range s.Features {
			f := &s.Features[j]
			switch known, reference := c.kind(s, f); {
			case !known:
				at := use{s.Type, f.Name}
				if unknown[at] == nil {
					unknown[at] = &found{links: true, next: true}
				}
				unknown[at].look(f, byID)
			case reference:
				f.Refs, f.Texts = strings.Fields(strings.Join(f.Texts, " ")), nil
			}
		}
	}
	var lost []string
	for i := range c.Structures {
		s := &c.Structures[i]
		for j := range s.Features {
			f := &s.Features[j]
			u := unknown[use{s.Type, f.Name}]
			switch {
			case u == nil || u.text:
			case u.links || u.next && (f.Name == "next" || f.Name == "first"):
				f.Refs, f.Texts = strings.Fields(f.Texts[0]), nil
			default:
				f.Texts = nil
				if !Skipped(s.Type) {
					c.Count("feature of unknown kind: " + short(s.Type) + "." + f.Name)
					lost = append(lost, short(s.Type)+"."+f.Name)
				}
			}
		}
	}
	lost = slices.Compact(slices.Sorted(slices.Values(lost)))
	const without = "there is no TypeSystem.xml beside the file: what is a span or a reference is taken from the names and values of features; export as ZIP, which has it"
	switch {
	case len(lost) > 0:
		c.Warn(loaders.Place{}, "TypeSystem.xml does not tell whether these features are numbers or references, and they are left out: %s; export as ZIP, which has one that does", strings.Join(lost, ", "))
	case !described && slices.ContainsFunc(slices.Collect(maps.Keys(unknown)), func(u use) bool { return !Skipped(u.typ) }):
		c.Warn(loaders.Place{}, without)
	}
}

// kind says whether a feature is a reference, as far as its type or name tells.
func (c *CAS) kind(s *Structure, f *Feature) (known, reference bool) {
	if r := c.rangeOf(s.Type, f.Name); r != "" {
		value, array := c.isValue(r)
		if array && r != "uima.cas.StringArray" && r != "uima.cas.ByteArray" && len(f.Texts) == 1 {
			f.Texts = strings.Fields(f.Texts[0])
		}
		return true, !value
	}
	switch {
	case slices.Contains(references, f.Name):
		return true, true
	case slices.Contains(values, f.Name):
		return true, false
	case f.Name == "elements" && s.isArray():
		return true, s.Type == "uima.cas.FSArray" || strings.HasSuffix(s.Type, "[]")
	}
	return false, false
}

// found is what all values of a feature of unknown kind are.
type found struct {
	text  bool // one cannot be a list of ids
	links bool // all are ids of structures with a target that are no spans
	next  bool // all are the id of one span
}

// look looks at one value.
func (u *found) look(f *Feature, byID map[string]*Structure) {
	if len(f.Texts) != 1 {
		u.text = true
		return
	}
	ids := strings.Fields(f.Texts[0])
	u.text = u.text || len(ids) == 0
	u.next = u.next && len(ids) == 1
	for _, id := range ids {
		if strings.Trim(id, "0123456789") != "" {
			u.text = true
			return
		}
		to := byID[id]
		u.links = u.links && to != nil && to.feature("target") != nil && to.feature("begin") == nil
		u.next = u.next && to != nil && to.feature("begin") != nil
	}
}
