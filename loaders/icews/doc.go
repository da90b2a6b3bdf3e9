// Package icews reads event data of ICEWS (Boschee and others, ICEWS Coded Event Data, Harvard
// Dataverse, doi:10.7910/DVN/28075): its tables of 20 columns, and JSON Lines made of them.
//
// A table is UTF-8 with tabs between the fields and, mostly, a line of column names. The .tsv
// original has no quotes but in sectors, the .tab download has them around every string: both
// are read, and a single quote is data. Dates are 2018-06-01, in one file 6/1/2018.
// Empty, NULL, NA and --- say that there is no value. A row without a code has the code of its
// label.
//
// Story IDs become articles without text, under the key icews-story-ID, with their publisher.
// Event IDs are not unique; they and the sentence stand in the note of what a row tells.
//
// A line of JSON is {"date", "source": {"name", "role", "country", "iso3"}, "relation", "cameo",
// "target": …}; where cameo is missing, relation is the label.
//
// What rows become is described in package events.
package icews
