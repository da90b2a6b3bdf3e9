// Package sqlite keeps a demand graph in one SQLite file: the embedded store
// that needs no server.
//
// The file reads like the model. Each kind of node is a table of that name with
// a column for each property; an edge of which its owner has at most one is a
// column of the owner named after it (Position.TOOK); any other edge is a table
// named after its two kinds and itself (Demand_ADDRESSED_TO_Actor). The tables
// follow from those of package demand, and a test holds the migrations to them.
//
// One connection writes and several read; a read is one transaction of several
// prepared statements, one or two for each level of its tree and never one for
// each node, so that all of an answer is of one state.
package sqlite
