// Package stance works out who stands where, who moved and what changed, from rows of
// positions: matrices of actors and demands, shifts, contradictions, changes between
// two moments, timelines. The rules are those of package demand; this package brings
// together the positions that they need, and bounds what comes out.
package stance
