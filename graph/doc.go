// Package graph answers GraphQL operations.
package graph

//go:generate go tool gqlgen generate
