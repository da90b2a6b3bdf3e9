// Package handler serves a GraphQL schema over HTTP: the requests and answers
// of the GraphQL over HTTP specification, the limits that keep one request from
// costing more than its share, persisted queries, and GraphiQL.
//
// It knows no schema. [New] takes what gqlgen generated and lists everything
// that stands between the network and a resolver, in order; whatever gqlgen
// leaves open by default is closed there and nowhere else.
//
// Query answers reach this package as bytes that a root-field interceptor has
// written straight from the rows of a store, so data is never encoded again: an
// answer is `{"data":`, those bytes, and what belongs around them. That is why
// requests are read and answers written here, and not by gqlgen's transports,
// which run every answer through encoding/json once more. Execution itself
// (parsing, validation, the interceptors) is gqlgen's executor.
//
// An interceptor adds to the `extensions` of an answer with
// [graphql.RegisterExtension]; a resolver or interceptor that gives its error
// an `extensions.code` keeps it, any other error is logged under an id and
// shown as that id only.
package handler
