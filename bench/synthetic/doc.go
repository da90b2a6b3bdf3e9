// Package synthetic makes graphs for benchmarks and tests: any number of demands
// with the actors, regions, events and articles around them, skewed as real ones
// are. A few states make and receive most demands, mostly through persons who
// speak for them; a few demands are answered again and again. Nothing in it is a
// fact: "russia" and "ukraine" are there only because the operations that people
// try first name them.
//
// The same Config makes the same sets, byte for byte.
package synthetic
