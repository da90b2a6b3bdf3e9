package cas

import (
	"path"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/cas/project"
)

// text finds the text of the first view, and reports whether there is one.
func (b *builder) text() bool {
	var sofa *Structure
	var names []string
	for i := range b.Structures {
		s := &b.Structures[i]
		if s.Type != sofaType {
			continue
		}
		if s.text("sofaID") == initialView && sofa == nil {
			sofa = s
		} else {
			names = append(names, s.text("sofaID"))
		}
	}
	switch {
	case sofa == nil && len(names) > 0:
		b.Problem(b.Structures[0].Place, "the document has no view %s, only %s; export it with its text in %[1]s", initialView, strings.Join(names, ", "))
		return false
	case sofa == nil:
		b.Problem(b.top(), "the document has no text: there is no %s with a sofaString", sofaType)
		return false
	}
	f := sofa.feature("sofaString")
	switch {
	case f != nil && len(f.Texts) == 1:
		b.doc.Text = f.Texts[0]
	case sofa.text("sofaURI") != "":
		b.problemOf(sofa, "the text is not in the file but at %s, where nothing is fetched from; export the document with its text", sofa.text("sofaURI"))
		return false
	default:
		b.problemOf(sofa, "the document has no text: there is no sofaString; export it with its text")
		return false
	}
	b.sofa = sofa.ID
	b.offsets = annotated.NewOffsets(b.doc.Text, b.Unit)
	return true
}

// top is where messages about the whole document point.
func (b *builder) top() loaders.Place { return loaders.Place{Line: 1} }

// members finds what is in the index of the view, and says what is in others.
func (b *builder) members() {
	others := map[string]int{}
	for _, v := range b.Views {
		for _, id := range v.Members {
			if b.byID[id] == nil {
				b.Problem(v.Place, "the view of structure %s has the member %s, which is not in the file; export the document again", v.Sofa, id)
			}
		}
		if v.Sofa == b.sofa {
			if b.member == nil {
				b.member = map[string]bool{}
			}
			for _, id := range v.Members {
				b.member[id] = true
			}
		}
	}
	for i := range b.Structures {
		s := &b.Structures[i]
		if sofa := s.ref("sofa"); sofa != b.sofa && b.at(sofa) != nil && b.kept(s) {
			others[sofa]++
		}
	}
	for i := range b.Structures {
		s := &b.Structures[i]
		if s.Type != sofaType || s.ID == b.sofa {
			continue
		}
		if n := others[s.ID]; n > 0 {
			b.problemOf(s, "%d annotations are in the view %s; only %s is read; export that view as a document of its own", n, s.text("sofaID"), initialView)
		} else {
			b.Warn(s.Place, "%s: the view %s is not read, only %s", s.name(), s.text("sofaID"), initialView)
		}
	}
}

// meta takes what the annotations of the whole document say of it.
func (b *builder) meta(f *project.File) {
	m := &b.doc.Meta
	for i := range b.Structures {
		s := &b.Structures[i]
		if !b.isDocument(s) || s.ref("sofa") != b.sofa && s.ref("sofa") != "" {
			continue
		}
		if language := s.text("language"); language != "x-unspecified" && language != "" {
			m.Language = language
		}
		id, uri, title := s.text("documentId"), s.text("documentUri"), s.text("documentTitle")
		if strings.HasPrefix(uri, "http://") || strings.HasPrefix(uri, "https://") {
			m.URL = uri
		}
		if id != "" {
			b.doc.Name = id
		}
		if title != "" && title != id && title != path.Base(uri) && title != path.Base(f.Name) && strings.TrimSuffix(title, path.Ext(title)) != path.Base(f.Name) {
			m.Title = title
		}
		for _, name := range []string{"documentId", "collectionId"} {
			if value := s.text(name); value != "" && !strings.HasPrefix(value, "file:") {
				if m.Other == nil {
					m.Other = map[string]string{}
				}
				m.Other[name] = value
			}
		}
	}
}
