package dna

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
)

// Limits of rows.
const (
	maxTypes      = 1000 // of statement types, of variables, of settings and of attributes
	maxCoders     = 100_000
	maxEntities   = 1_000_000
	maxDocuments  = 1_000_000
	maxStatements = 250_000
	maxValues     = 2_000_000
)

// content is what a database holds but for its documents.
type content struct {
	version    string // as the file says
	form       int    // 2 or 3
	types      map[int64]*statementType
	variables  map[int64]*variable
	coders     map[int64]string
	entities   map[int64]*entity
	byValue    map[string]*entity     // of version 2, by variable and words
	byID       map[int64]*statement   // of all statements
	statements map[int64][]*statement // by document
	counted    map[string]int
}

type statementType struct {
	label     string
	statement bool // it has the variables of a DNA Statement
	variables []*variable
}

type variable struct {
	name, kind string // kind is one of kinds
	of         int64  // statement type
}

// entity is what a value of a variable stands for.
type entity struct {
	value      string
	variable   int64
	attributes [][2]string // name and value
	child      bool
}

// statement is a statement with its values. Wrong is what is wrong with it.
type statement struct {
	id, of, document int64
	start, stop      int64
	coder            string
	values           []value
	wrong            []string
}

type value struct {
	variable *variable
	words    string
	entity   *entity // nil for none
}

// kinds are the tables of values, by the kind of variable.
var kinds = map[string]string{"short text": "DATASHORTTEXT", "long text": "DATALONGTEXT", "boolean": "DATABOOLEAN", "integer": "DATAINTEGER"}

// read reads all but the documents. The error is a fault or one of the context.
func (db *database) read(ctx context.Context) (*content, error) {
	form, err := db.version()
	if err != nil {
		return nil, err
	}
	c := &content{version: strconv.Itoa(form), form: form, types: map[int64]*statementType{}, variables: map[int64]*variable{}, coders: map[int64]string{},
		entities: map[int64]*entity{}, byValue: map[string]*entity{}, byID: map[int64]*statement{}, statements: map[int64][]*statement{}, counted: map[string]int{}}
	steps := []func(context.Context, *database) error{c.settings, c.readTypes, c.readCoders, c.readEntities3, c.readStatements}
	if form == 2 {
		steps[3] = c.readEntities2
	}
	for _, step := range steps {
		if err := step(ctx, db); err != nil {
			return nil, err
		}
	}
	for _, kind := range []string{"short text", "long text", "boolean", "integer"} {
		if err := c.readValues(ctx, db, kind, form == 3 && kind == "short text"); err != nil {
			return nil, err
		}
	}
	err = db.each(ctx, "STATEMENTLINKS", maxValues, []string{"SourceId"}, func(*row) error {
		c.counted["links between statements, which have no kind"]++
		return nil
	})
	for _, all := range c.statements {
		slices.SortFunc(all, func(a, b *statement) int {
			return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.stop, b.stop), cmp.Compare(a.id, b.id))
		})
	}
	return c, err
}

func (c *content) settings(ctx context.Context, db *database) error {
	return db.each(ctx, "SETTINGS", maxTypes, []string{"Property:", "Value:"}, func(r *row) error {
		if r.text(0) == "version" {
			c.version = r.text(1)
		}
		return r.fault()
	})
}

func (c *content) readTypes(ctx context.Context, db *database) error {
	err := db.each(ctx, "STATEMENTTYPES", maxTypes, []string{"ID", "Label:"}, func(r *row) error {
		id, label := r.must(0), r.text(1)
		if c.types[id] != nil {
			return faultf("two statement types have the ID %d", id)
		}
		c.types[id] = &statementType{label: label}
		return r.fault()
	})
	if err != nil {
		return err
	}
	err = db.each(ctx, "VARIABLES", maxTypes, []string{"ID", "Variable:", "DataType:", "StatementTypeId"}, func(r *row) error {
		id, v := r.must(0), &variable{name: r.text(1), kind: r.text(2), of: r.must(3)}
		if err := r.fault(); err != nil {
			return err
		}
		of := c.types[v.of]
		switch {
		case c.variables[id] != nil:
			return faultf("two variables have the ID %d", id)
		case of == nil:
			return faultf("variable %q is of statement type %d, which is not there", shown(v.name), v.of)
		case slices.ContainsFunc(of.variables, func(other *variable) bool { return other.name == v.name }):
			return faultf("statement type %q has two variables %q", shown(of.label), shown(v.name))
		}
		c.variables[id] = v
		of.variables = append(of.variables, v)
		return nil
	})
	for _, t := range c.types {
		t.statement = t.isStatement()
	}
	return err
}

func (c *content) readCoders(ctx context.Context, db *database) error {
	return db.each(ctx, "CODERS", maxCoders, []string{"ID", "Name:"}, func(r *row) error {
		c.coders[r.must(0)] = r.text(1)
		return r.fault()
	})
}

// readEntities3 reads entities and their attributes as version 3 has them.
func (c *content) readEntities3(ctx context.Context, db *database) error {
	err := db.each(ctx, "ENTITIES", maxEntities, []string{"ID", "VariableId", "Value:", "ChildOf"}, func(r *row) error {
		id, e := r.must(0), &entity{variable: r.must(1), value: r.text(2)}
		_, e.child = r.number(3)
		if c.entities[id] != nil {
			return faultf("two entities have the ID %d", id)
		}
		c.entities[id] = e
		return r.fault()
	})
	if err != nil {
		return err
	}
	names := map[int64]string{}
	err = db.each(ctx, "ATTRIBUTEVARIABLES", maxTypes, []string{"ID", "AttributeVariable:"}, func(r *row) error {
		names[r.must(0)] = r.text(1)
		return r.fault()
	})
	if err != nil {
		return err
	}
	return db.each(ctx, "ATTRIBUTEVALUES", maxValues, []string{"EntityId", "AttributeVariableId", "AttributeValue:"}, func(r *row) error {
		of, name, words := c.entities[r.must(0)], names[r.must(1)], strings.TrimSpace(r.text(2))
		if of != nil && words != "" {
			of.attributes = append(of.attributes, [2]string{name, words})
		}
		return r.fault()
	})
}

// readEntities2 reads attributes as version 2 has them, by variable and words.
func (c *content) readEntities2(ctx context.Context, db *database) error {
	columns := []string{"VariableId", "Value:", "ChildOf:", "Type:", "Alias:", "Notes:"}
	return db.each(ctx, "ATTRIBUTES", maxEntities, columns, func(r *row) error {
		e := &entity{variable: r.must(0), value: r.text(1), child: r.text(2) != ""}
		for i, name := range columns[3:] {
			if words := strings.TrimSpace(r.text(i + 3)); words != "" {
				e.attributes = append(e.attributes, [2]string{strings.TrimSuffix(name, ":"), words})
			}
		}
		c.byValue[byWords(e.variable, e.value)] = e
		return r.fault()
	})
}

func byWords(variable int64, words string) string {
	return strconv.FormatInt(variable, 10) + " " + words
}

func (c *content) readStatements(ctx context.Context, db *database) error {
	return db.each(ctx, "STATEMENTS", maxStatements, []string{"ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"}, func(r *row) error {
		s := &statement{id: r.must(0), of: r.must(1), document: r.must(2), start: r.must(3), stop: r.must(4)}
		if coder, ok := r.number(5); ok {
			if s.coder, ok = c.coders[coder]; !ok {
				c.counted["coders of statements who are not in the table of coders"]++
			}
		}
		if c.byID[s.id] != nil {
			s.bad("two statements have this ID")
		} else {
			c.byID[s.id] = s
		}
		if r.wrong != "" {
			s.bad(r.wrong)
		}
		if c.types[s.of] == nil {
			s.bad("it is of statement type " + strconv.FormatInt(s.of, 10) + ", which is not there")
		}
		c.statements[s.document] = append(c.statements[s.document], s)
		return nil
	})
}

func (s *statement) bad(what string) {
	if len(s.wrong) < maxProblems {
		s.wrong = append(s.wrong, what)
	}
}
