package graph

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"demandgraph/demand"
)

// unanswered is a field that the schema has and this package does not know,
// which a test rules out.
func unanswered(f graphql.CollectedField) error {
	return fmt.Errorf("the schema has a field %s.%s that nothing answers", f.ObjectDefinition.Name, f.Name)
}

// valueOf gives what writes a property's value for a field.
func (b *builder) valueOf(p demand.Prop, f graphql.CollectedField) (func(*writer, any), error) {
	switch p.Type {
	case demand.Point:
		return parts(b, p, f, []string{"latitude", "longitude"}, func(w *writer, v *[2]float64, i int) { w.float(v[i]) })
	case demand.Counts:
		return parts(b, p, f, []string{"created", "updated", "unchanged", "removed"}, func(w *writer, v *[4]int64, i int) { w.int(v[i]) })
	}
	return func(w *writer, v any) { w.value(v, p.Required) }, nil
}

// parts writes a value of several numbers as an object with a name for each.
func parts[T any](b *builder, p demand.Prop, f graphql.CollectedField, names []string, part func(*writer, *T, int)) (func(*writer, any), error) {
	typeName := f.Definition.Type.Name()
	var plan object[*T]
next:
	for _, sub := range b.collect(f.Selections, typeName) {
		if sub.Name == "__typename" {
			plan.add(sub.Alias, func(w *writer, _ *T) { w.string(typeName) })
			continue
		}
		for i, name := range names {
			if name == sub.Name {
				plan.add(sub.Alias, func(w *writer, v *T) { part(w, v, i) })
				continue next
			}
		}
		return nil, unanswered(sub)
	}
	return func(w *writer, v any) {
		numbers, ok := v.(T)
		if !ok {
			w.value(v, p.Required) // null, or a failure
			if v != nil {
				w.fail("a value of type %T", v)
			}
			return
		}
		plan.write(w, &numbers)
	}, nil
}
