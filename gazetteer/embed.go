// Package gazetteer holds the tables of the seed gazetteer, so that names and places can be
// found without any files at hand. Package loaders/gazetteer reads them.
package gazetteer

import "embed"

// Files are the tables.
//
//go:embed *.tsv
var Files embed.FS
