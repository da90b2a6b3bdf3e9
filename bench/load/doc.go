// Command load measures what checking, folding and deriving cost when a graph is
// written: Apply of a store against bare statements that write the same rows.
//
//	go run ./bench/load                    # starts a Neo4j
//	go run ./bench/load -neo4j bolt://…    # a server of yours, empty
//	go run ./bench/load -store sqlite      # SQLite, in a temporary folder
//
// On Neo4j both sides write into one database, set by set in turn, into two graphs
// that are alike but for their keys. What the bare side writes was planned
// beforehand, and its rows are ready when the clock starts: nodes, edges, list
// entries, counts, claims and contributions, by UNWIND … MERGE, one transaction a
// set. It reads nothing, and leaves out only the record in the change log.
//
// On SQLite the bare side inserts the rows that the store has left behind into an
// empty file of the same schema, by prepared statements, in as many transactions.
// It never updates a row, and foreign keys are off.
package main
