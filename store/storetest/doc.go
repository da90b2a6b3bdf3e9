// Package storetest holds the tests that every store must pass, and a reference
// to compare stores with.
//
// Run tests one engine against the contracts of packages store, query and
// change: known answers, most of them worked out by the rules of package demand
// from the documents alone. Compare gives two stores the same random writes and
// queries and wants the same answers, byte for byte. A new behaviour is first a
// case here; a bug found in one engine becomes a case for all.
package storetest
