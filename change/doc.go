// Package change says what a write is and works out what it does to the graph.
//
// A loader hands over a Set of Documents: what each document asserts of nodes,
// in the terms of the model. A document is kept as a contribution, a list of
// claims; a claim is what one document says of one node, the same claim of two
// documents being kept once. A node is the fold of its claims, and everything
// derived (tellings, status, order, list entries, counts) follows from nodes.
//
// Plan does all of that for both stores, in Go, without a statement of its own:
// it reads what it must through Graph and returns Writes, the rows to create,
// change and delete. A store opens the transaction, locks the change log, calls
// Plan and writes the rows in batches. So the rules stand once, and a dry run is
// a plan that nobody carries out.
package change
