package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"
)

// Whatever is asked, the answer has the members asked for, in the order asked,
// with values of their types: read here once more from the specification, without
// the code that is tested.
func TestAnswersHaveTheFormOfTheirOperations(t *testing.T) {
	answered := 0
	rapid.Check(t, func(t *rapid.T) {
		g := &operations{t: t}
		operation := g.draw()
		store := &canned{items: rapid.IntRange(0, 2).Draw(t, "items")}
		doc, errs := gqlparser.LoadQueryWithRules(served, operation, nil)
		if errs != nil {
			t.Fatalf("%s\nis not valid: %v", operation, errs)
		}
		a := run(t, store, operation, nil)
		if len(a.Errors) == 1 {
			switch a.Errors[0].Extensions["code"] {
			case "TOO_COSTLY", "OPERATION_LIMIT_EXCEEDED":
				return
			}
		}
		if refusedArguments(a, doc) {
			return
		}
		if len(a.Errors) > 0 {
			t.Fatalf("%s\nerrors: %+v", operation, a.Errors)
		}
		answered++
		decoder := json.NewDecoder(bytes.NewReader(a.Data))
		decoder.UseNumber()
		if why := follows(decoder, ast.NonNullNamedType("Query", nil), []ast.SelectionSet{doc.Operations[0].SelectionSet}); why != "" {
			t.Fatalf("%s\n%s\n%s", operation, a.Data, why)
		}
	})
	if answered < 50 {
		t.Errorf("only %d operations were answered", answered)
	}
}

// refusedArguments says that nothing went wrong but fields that are worked out and
// refuse arguments, each fine by its type, that do not go together, and fields that would
// cost too much.
func refusedArguments(a *answer, doc *ast.QueryDocument) bool {
	worked := map[any]bool{}
	for _, s := range doc.Operations[0].SelectionSet {
		if f, ok := s.(*ast.Field); ok && workedOut[f.Name] != nil {
			worked[f.Alias] = true
		}
	}
	for _, e := range a.Errors {
		code := e.Extensions["code"]
		if code != "TOO_COSTLY" && (code != "BAD_USER_INPUT" || len(e.Path) != 1 || !worked[e.Path[0]]) {
			return false
		}
	}
	return len(a.Errors) > 0
}

// follows says why the next value is not one of type t with these selections.
func follows(d *json.Decoder, t *ast.Type, sets []ast.SelectionSet) string {
	token, err := d.Token()
	if err != nil {
		return err.Error()
	}
	return followsToken(d, token, t, sets)
}

func followsToken(d *json.Decoder, token json.Token, t *ast.Type, sets []ast.SelectionSet) string {
	if token == nil {
		if t.NonNull {
			return "null for " + t.String()
		}
		return ""
	}
	if t.Elem != nil {
		if token != json.Delim('[') {
			return fmt.Sprintf("%v for %s", token, t)
		}
		for d.More() {
			if why := follows(d, t.Elem, sets); why != "" {
				return why
			}
		}
		_, err := d.Token()
		return text(err)
	}
	def := served.Types[t.NamedType]
	if len(def.Fields) == 0 {
		return leaf(token, def)
	}
	if token != json.Delim('{') {
		return fmt.Sprintf("%v for %s", token, t)
	}
	return followsObject(d, sets)
}

// followsObject reads an object whose first member is __typename.
func followsObject(d *json.Decoder, sets []ast.SelectionSet) string {
	name, _ := d.Token()
	concrete, _ := d.Token()
	def := served.Types[fmt.Sprint(concrete)]
	if name != "__typename" || def == nil {
		return fmt.Sprintf("%v: %v is no type", name, concrete)
	}
	var order []string
	fields := map[string][]*ast.Field{}
	for _, set := range sets {
		order = expected(set, def, order, fields)
	}
	for _, want := range order[1:] {
		got, err := d.Token()
		if err != nil || got != want {
			return fmt.Sprintf("%s has %v where %s is expected", def.Name, got, want)
		}
		var below []ast.SelectionSet
		for _, f := range fields[want] {
			below = append(below, f.SelectionSet)
		}
		if f := fields[want][0]; f.Name == "__typename" {
			_, _ = d.Token()
		} else if why := follows(d, def.Fields.ForName(f.Name).Type, below); why != "" {
			return want + ": " + why
		}
	}
	end, err := d.Token()
	if end != json.Delim('}') {
		return fmt.Sprintf("%s has more than was asked: %v", def.Name, end)
	}
	return text(err)
}

// expected gives the response names of a selection of an object type, in order.
func expected(set ast.SelectionSet, def *ast.Definition, order []string, fields map[string][]*ast.Field) []string {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if !taken(s.Directives) {
				continue
			}
			if fields[s.Alias] == nil {
				order = append(order, s.Alias)
			}
			fields[s.Alias] = append(fields[s.Alias], s)
		case *ast.InlineFragment:
			applies := s.TypeCondition == "" || s.TypeCondition == def.Name
			for _, i := range def.Interfaces {
				applies = applies || i == s.TypeCondition
			}
			if applies && taken(s.Directives) {
				order = expected(s.SelectionSet, def, order, fields)
			}
		}
	}
	return order
}

// taken carries out @skip and @include with literals.
func taken(directives ast.DirectiveList) bool {
	for _, d := range directives {
		if (d.Name == "skip") == (d.Arguments[0].Value.Raw == "true") {
			return false
		}
	}
	return true
}

func leaf(token json.Token, def *ast.Definition) string {
	ok := false
	switch v := token.(type) {
	case string:
		ok = def.Name != "Int" && def.Name != "Float" && def.Name != "Boolean" &&
			(def.Kind != ast.Enum || def.EnumValues.ForName(v) != nil)
	case json.Number:
		_, err := v.Int64()
		ok = def.Name == "Float" || def.Name == "Int" && err == nil
	case bool:
		ok = def.Name == "Boolean"
	}
	if !ok {
		return fmt.Sprintf("%v for %s", token, def.Name)
	}
	return ""
}

func text(err error) string {
	if err != nil {
		return err.Error()
	}
	return ""
}
