// Package tally counts: demands and positions grouped by up to three of what is known
// of them and by a bucket of time, and the values of a list's nodes (facets).
//
// Both are worked out of rows that are scanned. What is kept of a row is some 40 bytes
// and of its place in a group 16 at most; a query that would make more than MaxGroups
// groups, or put its rows into more than MaxPlaces places, fails with *TooMany.
package tally
