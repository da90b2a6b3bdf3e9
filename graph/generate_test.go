package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"demandgraph/demand"
)

// operations draws read operations from the schema: aliases, fragments, @skip
// and @include, arguments of all types. They are valid but for what costs too much.
type operations struct {
	t       *rapid.T
	aliases int
}

func (g *operations) draw() string {
	var fields []string
	for range g.int(1, 2, "root fields") {
		f := rapid.SampledFrom(served.Query.Fields).Draw(g.t, "root")
		if !strings.HasPrefix(f.Name, "__") {
			fields = append(fields, g.field(f, 4))
		}
	}
	return "{__typename " + strings.Join(fields, " ") + "}"
}

func (g *operations) int(min, max int, label string) int {
	return rapid.IntRange(min, max).Draw(g.t, label)
}

func (g *operations) one(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(g.t, label)
}

// field writes a field with an alias of its own, so that none is in another's way.
func (g *operations) field(f *ast.FieldDefinition, depth int) string {
	g.aliases++
	text := fmt.Sprintf("f%d: %s%s", g.aliases, f.Name, g.arguments(f))
	text += g.one("directive", "", "", "", " @skip(if: true)", " @include(if: true)", " @include(if: false)")
	def := served.Types[f.Type.Name()]
	if len(def.Fields) > 0 {
		text += " " + g.selection(def, depth-1)
	}
	return text
}

// selection writes a selection of a type. It always asks for the type's name,
// which tells what fragments hold.
func (g *operations) selection(def *ast.Definition, depth int) string {
	parts := []string{"__typename"}
	if def.Kind == ast.Interface {
		parts = append(parts, "id")
		for range g.int(0, 2, "fragments") {
			kind := rapid.SampledFrom(demand.Kinds).Draw(g.t, "kind")
			parts = append(parts, "... on "+string(kind.Name)+" "+g.selection(served.Types[string(kind.Name)], depth))
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	for range g.int(0, 4, "fields") {
		f := rapid.SampledFrom(def.Fields).Draw(g.t, "field")
		if strings.HasPrefix(f.Name, "__") || depth <= 0 && len(served.Types[f.Type.Name()].Fields) > 0 {
			continue
		}
		text := g.field(f, depth)
		switch g.int(0, 5, "form") {
		case 0:
			text = "... {" + text + "}"
		case 1:
			text = "... on " + def.Name + " @skip(if: false) {" + text + "}"
		case 2:
			if slices.Contains(def.Interfaces, "Node") {
				text = "... on Node {id ... on " + def.Name + " {" + text + "} ... on Import {" + "source}}"
			}
		}
		parts = append(parts, text)
	}
	return "{" + strings.Join(parts, " ") + "}"
}

func (g *operations) arguments(f *ast.FieldDefinition) string {
	var args []string
	last := rapid.Bool().Draw(g.t, "last")
	for _, a := range f.Arguments {
		switch a.Name {
		case "after", "before":
			continue
		case "first", "last":
			if (a.Name == "last") == last {
				args = append(args, fmt.Sprintf("%s: %d", a.Name, g.int(0, 3, "size")))
			}
			continue
		case "depth":
			args = append(args, fmt.Sprintf("depth: %d", g.int(0, 5, "depth")))
			continue
		case "id":
			args = append(args, `id: "QWN0b3I6cnVzc2lh"`)
			continue
		case "ids":
			args = append(args, `ids: ["QWN0b3I6cnVzc2lh", "UmVnaW9uOmRvbmJhcw"]`)
			continue
		}
		if a.Type.NonNull || g.int(0, 2, "given") == 0 {
			args = append(args, a.Name+": "+g.value(a.Type, 3))
		}
	}
	if len(args) == 0 {
		return ""
	}
	return "(" + strings.Join(args, ", ") + ")"
}

// value writes a value of an input type.
func (g *operations) value(t *ast.Type, depth int) string {
	if t.Elem != nil {
		return "[" + g.value(t.Elem, depth) + "]"
	}
	def := served.Types[t.NamedType]
	switch {
	case def.Kind == ast.Enum:
		return rapid.SampledFrom(def.EnumValues).Draw(g.t, "enum").Name
	case def.Kind == ast.InputObject:
		return g.object(def, depth)
	}
	switch def.Name {
	case "Int":
		return fmt.Sprint(g.int(1, 9, "int")) // some arguments bound how much is shown
	case "Float":
		return "0.5"
	case "Boolean":
		return g.one("bool", "true", "false")
	case "Date":
		return g.one("date", `"2025"`, `"2025-08"`, `"2025-08-15"`)
	case "DateTime":
		return `"2025-08-15T12:00:00Z"`
	}
	if def.Name == "ID" {
		return `"QWN0b3I6cnVzc2lh"`
	}
	return g.one("text", `"russia"`, `"x y"`)
}

func (g *operations) object(def *ast.Definition, depth int) string {
	fields := slices.Clone(def.Fields)
	if def.Directives.ForName("oneOf") != nil {
		fields = ast.FieldList{rapid.SampledFrom(def.Fields).Draw(g.t, "moment")}
	}
	var members []string
	for _, f := range fields {
		needed := f.Type.NonNull || def.Directives.ForName("oneOf") != nil || def.Name == "DateRange" && f.Name == "to"
		if needed || depth > 0 && g.int(0, 7, "member") == 0 {
			if def.Name == "DateRange" && f.Name == "from" {
				continue // after to, it might be
			}
			members = append(members, f.Name+": "+g.value(f.Type, depth-1))
		}
	}
	return "{" + strings.Join(members, ", ") + "}"
}
