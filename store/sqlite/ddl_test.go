package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/demand"
)

// ddl writes the tables of the model from the tables of package demand.
func ddl() string {
	var b strings.Builder
	for i := range demand.Kinds {
		k := &demand.Kinds[i]
		fmt.Fprintf(&b, "CREATE TABLE %s (\n  id INTEGER PRIMARY KEY", quote(string(k.Name)))
		for _, c := range nodeColumns(k) {
			fmt.Fprintf(&b, ",\n  %s %s", quote(c.name), c.typ)
			if c.name == "key" {
				b.WriteString(" NOT NULL UNIQUE")
				for _, e := range singles(k.Name) {
					fmt.Fprintf(&b, ",\n  %s INTEGER REFERENCES %s DEFERRABLE INITIALLY DEFERRED", quote(string(e.Name)), quote(string(singleTarget(e))))
				}
			}
		}
		b.WriteString("\n) STRICT;\n")
		for _, p := range k.Props {
			if p.Unique {
				fmt.Fprintf(&b, "CREATE INDEX %s ON %s (%s) WHERE %s IS NOT NULL;\n", quote(string(k.Name)+"_"+p.Name), quote(string(k.Name)), quote(p.Name), quote(p.Name))
			}
		}
		for _, p := range k.Props {
			if cols := propColumns(p); p.Type == demand.Point {
				fmt.Fprintf(&b, "CREATE INDEX %s ON %s (%s, %s) WHERE %[3]s IS NOT NULL;\n", quote(string(k.Name)+"_"+p.Name), quote(string(k.Name)), quote(cols[0].name), quote(cols[1].name))
			}
		}
		for _, e := range singles(k.Name) {
			fmt.Fprintf(&b, "CREATE INDEX %s ON %s (%s) WHERE %s IS NOT NULL;\n", quote(string(k.Name)+"_"+string(e.Name)), quote(string(k.Name)), quote(string(e.Name)), quote(string(e.Name)))
		}
		b.WriteString("\n")
	}
	for i := range demand.Edges {
		e := &demand.Edges[i]
		if e.Single {
			continue
		}
		for _, from := range e.From {
			for _, to := range e.To {
				table := edgeTable(e.Name, from, to)
				fmt.Fprintf(&b, "CREATE TABLE %s (\n", quote(table))
				for _, c := range edgeColumns(e) {
					fmt.Fprintf(&b, "  %s %s", quote(c.name), c.typ)
					switch {
					case c.name == "src":
						fmt.Fprintf(&b, " NOT NULL REFERENCES %s DEFERRABLE INITIALLY DEFERRED", quote(string(from)))
					case c.name == "dst":
						fmt.Fprintf(&b, " NOT NULL REFERENCES %s DEFERRABLE INITIALLY DEFERRED", quote(string(to)))
					case slices.Contains(e.Identity, c.name):
						b.WriteString(" NOT NULL DEFAULT ''")
					}
					b.WriteString(",\n")
				}
				b.WriteString("  PRIMARY KEY (src, dst")
				for _, name := range e.Identity {
					b.WriteString(", " + quote(name))
				}
				fmt.Fprintf(&b, ")\n) STRICT, WITHOUT ROWID;\nCREATE INDEX %s ON %s (dst);\n\n", quote(table+"_dst"), quote(table))
			}
		}
	}
	return b.String()
}
