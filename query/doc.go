// Package query says what is asked of a store, in the terms of the model: one
// Query for each root field of an operation, a tree of what to find and what to
// bring of it. It knows no GraphQL, no Cypher and no SQL.
//
// A tree holds no values. Every value that a user gave is in Query.Params, and
// the tree names it by its index. So two operations that differ only in values
// have the same tree, the same Shape and the same compiled statement, and no
// user text can enter a statement.
//
// What decides the meaning of an answer is decided here and not by a store:
// which list a query walks, how far it may look ahead for what a filter adds
// (LookAhead), what an as-of moment includes, what a filter through a relation
// means. A store compiles trees made of a few primitives, and both stores give
// the same answer.
package query
