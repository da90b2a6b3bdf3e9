package webannotsv

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/cas"
	"demandgraph/loaders/cas/project"
)

// Reader reads WebAnno TSV 3.
type Reader struct{}

var _ annotated.Reader = Reader{}

var format = project.Format{Name: "webanno-tsv", Ext: ".tsv", Is: isTSV}

// Name is the format's name.
func (Reader) Name() string { return format.Name }

// Detect reports whether the first line of a file, or of one in a ZIP, names the format.
func (Reader) Detect(src *loaders.Source, head []byte, _ bool) bool {
	return isTSV(bytes.TrimPrefix(head, []byte("\uFEFF"))) || project.Contains(src, head, format)
}

func isTSV(head []byte) bool { return bytes.HasPrefix(head, []byte("#FORMAT=WebAnno TSV")) }

// refused is what a file of another version is told.
func refused(first string) string {
	if version, ok := strings.CutPrefix(first, "#FORMAT=WebAnno TSV "); ok {
		return fmt.Sprintf("this is WebAnno TSV %s; version 3 is read: export the document again as WebAnno TSV v3.3, or better as UIMA CAS JSON", short(version))
	}
	return "the first line does not name the format and version, #FORMAT=WebAnno TSV 3.3; export older versions again as that, or better as UIMA CAS JSON"
}

// ReadDocuments hands over the document of a file, or those of an archive.
func (Reader) ReadDocuments(ctx context.Context, src *loaders.Source, _ annotated.Options, yield func(*annotated.Document) error) error {
	return project.Files(ctx, src, format, func(f *project.File) error { return yield(read(f)) })
}

func read(f *project.File) *annotated.Document {
	if f.Fault != "" {
		return f.Bad(loaders.Place{}, "%s", f.Fault)
	}
	if at, message, ok := loaders.CheckUTF8(f.Data); !ok {
		return f.Bad(at, "%s", message)
	}
	c := &cas.CAS{Format: "WebAnno TSV", Unit: annotated.UTF16, Rebuilt: true, Types: map[string]cas.Type{tokenType: {Super: annotationType}}}
	rows := parse(f.Data, c)
	text, ok := "", false
	switch {
	case len(c.Problems) > 0:
	case len(rows.sentences) == 0:
		c.Problem(loaders.Place{Line: 1}, "the document has no sentence: there is no #Text= line")
	default:
		c.Format += " " + rows.version
		text, ok = rows.text(c)
	}
	b := &builder{file: rows, cas: c, byName: map[named]*mark{}, at: map[cell][]*mark{}, chains: map[named]map[int]*mark{}, tokens: map[int]string{}}
	b.annotations()
	if !ok || len(c.Problems) > 0 {
		return c.Bad(f)
	}
	b.structures(text)
	if len(c.Problems) > 0 {
		return c.Bad(f)
	}
	return c.Document(f)
}

// structures fills the CAS.
func (b *builder) structures(text string) {
	b.cas.Structures = append(b.cas.Structures, cas.Structure{ID: "text", Type: sofaType,
		Features: []cas.Feature{{Name: "sofaID", Texts: []string{"_InitialView"}}, {Name: "sofaString", Texts: []string{text}}}})
	for _, l := range b.layers {
		t := cas.Type{Super: annotationType}
		if l.kind == relationLayer {
			t.Features = map[string]string{"Governor": annotationType, "Dependent": annotationType}
		}
		for _, col := range l.columns {
			if col.kind == roleColumn {
				b.cas.Types[col.target] = cas.Type{Super: topType, Features: map[string]string{"role": stringType, "target": annotationType}}
			}
		}
		b.cas.Types[l.name] = t
	}
	next := b.chainStructures()
	for _, m := range b.marks {
		u := &b.units[m.unit]
		s := cas.Structure{ID: m.structure, Type: b.layers[m.layer].name, Place: u.at, Where: "row " + u.id, Features: ends(m.begin, m.end)}
		s.Features = append(s.Features, texts(m.values)...)
		for c := range b.layers[m.layer].columns {
			if b.layers[m.layer].columns[c].kind == roleColumn {
				if f, ok := b.arguments(m, c); ok {
					s.Features = append(s.Features, f)
				}
			}
		}
		if to := next[m]; to != nil {
			s.Features = append(s.Features, cas.Feature{Name: "next", Refs: []string{to.structure}})
		}
		b.cas.Structures = append(b.cas.Structures, s)
	}
	for _, l := range b.links {
		u, layer := &b.units[l.unit], &b.layers[l.layer]
		base := layer.columns[len(layer.columns)-1].target
		from, ok := b.resolve(u, "the source of "+layer.name, l.source, l.from, base)
		to, ok2 := b.resolve(u, "the target of "+layer.name, u.id, l.to, base)
		if !ok || !ok2 {
			continue
		}
		s := cas.Structure{ID: b.newID(), Type: layer.name, Place: u.at, Where: "row " + u.id,
			Features: []cas.Feature{{Name: "Governor", Refs: []string{from}}, {Name: "Dependent", Refs: []string{to}}}}
		s.Features = append(s.Features, texts(l.values)...)
		b.cas.Structures = append(b.cas.Structures, s)
	}
}

// chainStructures makes the heads of chains, and says which element follows which.
func (b *builder) chainStructures() map[*mark]*mark {
	next := map[*mark]*mark{}
	for l := range b.layers {
		if b.layers[l].kind != chainLayer {
			continue
		}
		head := strings.TrimSuffix(b.layers[l].name, "Link") + "Chain"
		b.cas.Types[head] = cas.Type{Super: topType}
		for _, name := range slices.SortedFunc(maps.Keys(b.chains), func(x, y named) int { return strings.Compare(x.id, y.id) }) {
			if name.layer != l {
				continue
			}
			elements := b.chains[name]
			order := slices.Sorted(maps.Keys(elements))
			for i := range order[1:] {
				next[elements[order[i]]] = elements[order[i+1]]
			}
			first := elements[order[0]]
			b.cas.Structures = append(b.cas.Structures, cas.Structure{ID: b.newID(), Type: head, Place: b.units[first.unit].at, Where: "chain " + name.id,
				Features: []cas.Feature{{Name: "first", Refs: []string{first.structure}}}})
		}
	}
	return next
}

// texts are features with a value each, in the order of their names.
func texts(values map[string]string) []cas.Feature {
	var all []cas.Feature
	for _, name := range slices.Sorted(maps.Keys(values)) {
		all = append(all, cas.Feature{Name: name, Texts: []string{values[name]}})
	}
	return all
}
