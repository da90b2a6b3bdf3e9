package dna

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

const (
	maxObjects = 1000      // tables, indexes and so on
	maxField   = 1 << 20   // bytes of a text other than an article's
	maxTexts   = 256 << 20 // bytes of all texts other than articles'
)

var virtual = regexp.MustCompile(`(?is)^\s*CREATE\s+VIRTUAL\b`)

// readSchema learns the tables and their columns, and refuses what a database of the
// program does not have.
func (db *database) readSchema(ctx context.Context) error {
	rows, err := db.conn.QueryContext(ctx, fmt.Sprintf("SELECT type, name, sql FROM sqlite_schema LIMIT %d", maxObjects+1))
	if err != nil {
		return err
	}
	defer rows.Close()
	var tables []string
	for n := 0; rows.Next(); n++ {
		var kind, name, text any
		if err := rows.Scan(&kind, &name, &text); err != nil {
			return err
		}
		sql, _ := text.(string)
		switch called := shown(fmt.Sprint(name)); {
		case n == maxObjects:
			return faultf("the database has more than %d tables and indexes", maxObjects)
		case kind == "index":
		case kind != "table":
			return faultf("the database has a %s %s, which none of the program has; nothing of it is read", shown(fmt.Sprint(kind)), called)
		case virtual.MatchString(sql):
			return faultf("the database has a virtual table %s, which none of the program has; nothing of it is read", called)
		default:
			tables = append(tables, fmt.Sprint(name))
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	db.columns = map[string]map[string]bool{}
	for _, table := range tables {
		if known[strings.ToUpper(table)] == nil {
			continue
		}
		if err := db.readColumns(ctx, table); err != nil {
			return err
		}
	}
	return nil
}

// readColumns learns the columns of a table.
func (db *database) readColumns(ctx context.Context, table string) error {
	rows, err := db.conn.QueryContext(ctx, "PRAGMA table_xinfo("+quoted(table)+")")
	if err != nil {
		return err
	}
	defer rows.Close()
	columns := map[string]bool{}
	for rows.Next() {
		var number, name, kind, notNull, standard, key any
		var hidden int64
		if err := rows.Scan(&number, &name, &kind, &notNull, &standard, &key, &hidden); err != nil {
			return err
		}
		if hidden != 0 {
			return faultf("column %s of the table %s is computed, which none of the program is; nothing of it is read", shown(fmt.Sprint(name)), table)
		}
		columns[strings.ToLower(fmt.Sprint(name))] = true
	}
	db.columns[strings.ToLower(table)] = columns
	return rows.Err()
}

func (db *database) has(table, column string) bool {
	return db.columns[strings.ToLower(table)][strings.ToLower(column)]
}

// is reports whether this is a database of the program, by its tables.
func (db *database) is() bool {
	for _, table := range []string{"documents", "statements", "variables"} {
		if db.columns[table] == nil {
			return false
		}
	}
	return true
}

// known are the tables that are read, with the columns that each must have; those that
// only one version has are optional.
var known = map[string][]string{
	"SETTINGS":           {"Property", "Value"},
	"CODERS":             {"ID", "Name"},
	"DOCUMENTS":          {"ID", "Title", "Text", "Date"},
	"STATEMENTTYPES":     {"ID", "Label"},
	"VARIABLES":          {"ID", "Variable", "StatementTypeId"},
	"STATEMENTS":         {"ID", "StatementTypeId", "DocumentId", "Start", "Stop"},
	"DATASHORTTEXT":      {"StatementId", "VariableId"},
	"DATALONGTEXT":       {"StatementId", "VariableId", "Value"},
	"DATABOOLEAN":        {"StatementId", "VariableId", "Value"},
	"DATAINTEGER":        {"StatementId", "VariableId", "Value"},
	"ENTITIES":           {"ID", "VariableId", "Value"},
	"ATTRIBUTEVARIABLES": {"ID", "VariableId", "AttributeVariable"},
	"ATTRIBUTEVALUES":    {"EntityId", "AttributeVariableId", "AttributeValue"},
	"ATTRIBUTES":         {"VariableId", "Value"},
	"STATEMENTLINKS":     {"SourceId", "TargetId"},
}

// optional are the tables that only one of the versions has, or that may be missing.
var optional = []string{"SETTINGS", "ENTITIES", "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES", "ATTRIBUTES", "STATEMENTLINKS"}

// version tells the form of the tables, 2 or 3.
func (db *database) version() (int, error) {
	var missing []string
	for table, columns := range known {
		if db.columns[strings.ToLower(table)] == nil {
			if !slices.Contains(optional, table) {
				missing = append(missing, "the table "+table)
			}
			continue
		}
		for _, column := range columns {
			if !db.has(table, column) {
				missing = append(missing, "column "+column+" of the table "+table)
			}
		}
	}
	form := 0
	switch {
	case db.has("DATASHORTTEXT", "Entity") && db.has("ENTITIES", "ID"):
		form = 3
	case db.has("DATASHORTTEXT", "Value"):
		form = 2
	default:
		missing = append(missing, "column Entity or Value of the table DATASHORTTEXT")
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		return 0, faultf("the database is not as versions 2.0 and 3.0 of the program have it, without %s; open it in a newer version and save it there", strings.Join(missing, ", "))
	}
	return form, nil
}

// quoted is a name as SQL has it.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// shown is a text of the file for messages.
func shown(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	if short := []rune(text); len(short) > 80 {
		return string(short[:79]) + "…"
	}
	return text
}
