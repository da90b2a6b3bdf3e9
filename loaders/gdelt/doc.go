// Package gdelt reads the event tables of GDELT: Events 1.0 (57 or 58 columns) and 2.0 (61), with
// the Mentions of 2.0 that lie beside them. (GDELT Project, https://www.gdeltproject.org; free
// for any use, to be cited. Columns: GDELT Event Codebook V2.0, 19 February 2015.)
//
// The files are named .csv and are separated by tabs; they have no line of column names and no
// quotes. They are known by the number of their columns and by what stands in some of them.
//
// SOURCEURL becomes an article with that URL, or, where it is a citation, that title; "BBC
// Monitoring" alone is none. Of an export
// file (20250815120000.export.CSV) the Mentions of the same name (20250815120000.mentions.CSV,
// beside it, may be gzip) are read with it: each mention is one telling, of its own
// article, with its confidence. Its offsets count in GDELT's English translation, which nobody
// has: the annotation goes from the first of the places where an actor or the action is
// found to the last, as given, without the words. A file of Mentions by itself tells of
// nothing that is there.
//
// Actors are known by code and name, places by GDELT's codes of FIPS 10-4, never by the numbers of ISO.
// For 105 to 108, GDELT's published names are not those of the manual it follows, so that
// their demands are named "demand" only, and are never one with those of other data.
// QuadClass and tone are not kept.
//
// A document is of the rows that were added on one day (DATEADDED); the day of an event can lie
// years before. What rows become is described in package events.
package gdelt
