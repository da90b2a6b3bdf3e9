// Package export writes what a filter leaves of the graph as files for other programs:
// tables, graphs, matrices, maps, citations, annotations, and the native format.
//
// It knows no GraphQL: positions come as facts.Where, networks as they were computed.
// Positions are scanned and written in batches, so that an export takes no more memory
// for more positions; what is kept are the keys and names of actors, demands, regions,
// topics and events. Rows of positions come in the order in which the store scans
// them, nodes in the order of their keys.
//
// A scan sees one state of the graph. What is read beside it may be a moment newer;
// where it does not fit any more, the export fails and says to try again.
package export
