package dna

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// readValues reads the values of all statements for variables of a kind; entities says
// that they are numbers of entities.
func (c *content) readValues(ctx context.Context, db *database, kind string, entities bool) error {
	column := "Value:"
	switch {
	case entities:
		column = "Entity"
	case kind == "boolean" || kind == "integer":
		column = "Value"
	}
	return db.each(ctx, kinds[kind], maxValues, []string{"StatementId", "VariableId", column}, func(r *row) error {
		id, of := r.must(0), r.must(1)
		s := c.byID[id]
		if s == nil {
			c.counted["values of statements that are not there"]++
			return nil
		}
		v := c.variables[of]
		switch {
		case v == nil:
			s.bad(fmt.Sprintf("it has a value of variable %d, which is not there", of))
			return nil
		case v.of != s.of:
			c.counted["values of variables that the type of their statement does not have"]++
			return nil
		case slices.ContainsFunc(s.values, func(other value) bool { return other.variable == v }):
			s.bad(fmt.Sprintf("it has two values of %q", shown(v.name)))
			return nil
		}
		one := value{variable: v}
		switch {
		case entities:
			if one.entity = c.entities[r.must(2)]; one.entity == nil {
				s.bad(fmt.Sprintf("its %s is an entity that is not there", shown(v.name)))
				return nil
			}
			if c.variables[one.entity.variable] != v {
				s.bad(fmt.Sprintf("its %s is an entity of another variable", shown(v.name)))
			}
			one.words = one.entity.value
		case kind == "short text":
			one.words = r.text(2)
			one.entity = c.byValue[byWords(of, one.words)]
		case kind == "long text":
			one.words = r.text(2)
		default:
			if n, ok := r.number(2); ok {
				one.words = strconv.FormatInt(n, 10)
				if kind == "boolean" && n != 0 && n != 1 {
					s.bad(fmt.Sprintf("its %s is %d; it is 1 or 0", shown(v.name), n))
				}
			}
		}
		if r.wrong != "" {
			s.bad(shown(v.name) + ": " + r.wrong)
		}
		s.values = append(s.values, one)
		return nil
	})
}
