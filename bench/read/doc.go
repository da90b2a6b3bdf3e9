// Command read measures what the service adds to a read: six GraphQL operations
// over HTTP against a bare handler that answers the same with Cypher written by
// hand, on the same Neo4j, or against the service itself on SQLite.
//
//	go run ./bench/read                          # starts a Neo4j and loads it
//	go run ./bench/read -neo4j bolt://… -turns 5 # a server of yours; loaded once, if need be
//	go run ./bench/read -against sqlite          # the service on both stores
//	go run ./bench/read -cpuprofile cpu.out      # the service alone, profiled
//
// First both sides' answers are compared; the run ends when any two differ. Then
// the sides take turns, within each operation and number of connections. The
// client is a process of its own; see runClient.
package main
