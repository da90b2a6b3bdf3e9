// Package explore folds positions into a graph of actors, demands, regions, topics and
// events: the neighbourhood of some of them, bounded, and the shortest paths between two.
//
// Neighbours are reached by kept lists (an actor's demands, a topic's, those that concern a
// region itself), newest first, and by the few edges that are walked; the positions on the
// demands that are found are folded in one scan for each level. So a level costs a read for
// each kind of vertex and a scan, however many positions an actor has.
package explore
