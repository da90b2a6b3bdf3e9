// Package graph answers GraphQL operations from a store.
//
// gqlgen parses, validates and coerces an operation and runs introspection; the
// fields of Query are answered here, by a root-field interceptor ([Reads]), and
// not by the generated code. For each of them it
//
//  1. walks the selection once and makes of it a query.Query, what to read, and
//     beside it the plan of the answer: the members of each JSON object, in the
//     order asked, each knowing where in the answer its value is (build.go and
//     the files it leads to);
//  2. has the store read the query, once, in one round trip;
//  3. writes the JSON by that plan (write.go, json.go).
//
// What is in the schema and follows from the tables of package demand is read
// from those tables: properties, relations, filters and orders have no code for
// each kind. Why it is done so is told in
// docs/decisions/0001-answers-written-from-the-tree.md.
package graph

//go:generate go tool gqlgen generate
