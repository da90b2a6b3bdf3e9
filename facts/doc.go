// Package facts reads positions and demands as flat rows: what is counted, grouped
// or folded over more of them than a page. Both stores give the same rows, so that
// what is worked out of them is worked out once, in Go, by the rules of package
// demand, and is the same on both.
//
// Rows are streamed. What keeps them keeps as little of each as it needs; the
// number of rows is bounded by query.ScanLimit before any is read.
package facts
