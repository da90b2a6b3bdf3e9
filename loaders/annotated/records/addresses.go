package records

import "demandgraph/loaders"

// Addresses are the URLs of the articles of a source, with the first line of each.
type Addresses map[string]int

// Warn warns of a document whose article has the address of another one; field is
// the one to join by.
func (a Addresses) Warn(d *Draft, field string) {
	if d.Meta.URL == "" {
		return
	}
	if line, twice := a[d.Meta.URL]; twice {
		d.Warn(loaders.Place{Line: d.Line}, "%s: the record at line %d has the same URL; --join %s makes one article of both", d.Name, line, field)
		return
	}
	a[d.Meta.URL] = d.Line
}
