// Package polecat reads POLECAT, event data coded by the ontology PLOVER (Halterman, Bagozzi, Beger,
// Schrodt, Scarborough 2023; Harvard Dataverse, doi:10.7910/DVN/AJGVIT): tables of 40 columns.
//
// A table has tabs and a line of column names. Some have names more than columns (Headline,
// Event Text, Feed, Story ID) or empty columns at the end, and Event Intensity instead of Intensity;
// all columns are found by name. Lines that are not UTF-8 are read as Latin-1. Empty, None and NA
// say that there is no value, also within lists.
//
// REQUEST makes a demand, REJECT answers one of the same mode, RETREAT one of a mode
// that goes with its own; the mode stands in the demand's summary and in the note. AGREE and
// CONCEDE have no mode, so that it is not known what they answer. Whether a CONCEDE
// withdraws a demand of one's own (DROPS) is for a person to say. Contexts are of the article,
// not of the demand, and are not kept.
//
// The part of an Event ID before the first '_' stands for the article: polecat-HASH. Several names
// of actors in one field, divided by "; ", act together: each is an actor of its own, and the row
// is read once for each pair. What rows become is described in package events.
package polecat
