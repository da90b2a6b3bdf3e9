// Package dna reads databases of Discourse Network Analyzer (.dna, SQLite; Philip Leifeld,
// https://github.com/leifeld/dna), of its versions 2.0 and 3.0.
//
// A document of the database is an article, and each of its statements a span whose
// attributes are the statement's variables (person, organization, concept, agreement); the
// profile "dna" makes positions of those. Any type of statement that has these four
// variables is labelled as the program's own, "DNA Statement".
//
// The traps, from the program's behaviour and its source:
//
//   - Offsets are UTF-16 units, from a Java text window, ends exclusive; there are no quotes.
//   - Version 3 counts dates in seconds, the wall clock of the article written as if it were
//     UTC; version 2 in milliseconds, from midnight where the coder sat.
//   - Version 3 refers to entities by number, version 2 writes their words. An empty value is
//     an entity with no words: it says nothing.
//   - The table of coders has hashes of their passwords: they are never read.
//
// A database is a program for whoever opens it, so it is opened as what a stranger made: a
// copy, read only, with limits, without trust in its schema; one with a trigger, a view, a
// virtual table or a computed column, which the program never makes, is refused.
package dna
