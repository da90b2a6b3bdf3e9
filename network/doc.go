// Package network computes discourse networks from statements: an actor, a demand, a side
// and a day. Which actors say the same of the same demands (ActorNetwork), which demands
// are taken together (DemandNetwork), who stands where (AffiliationNetwork), and how that
// moves in time (ActorNetworks). It knows no store and no API: statements go in, sorted
// nodes and sparse edges or cells come out.
//
// The measures are those of Discourse Network Analyzer (DNA). They are defined in Philip
// Leifeld, "Discourse Network Analysis: Policy Debates as Dynamic Networks" (The Oxford
// Handbook of Political Networks, 2017), in his "Policy Debates as Networks" (2016), and in
// the manual of the program (Leifeld, Gruber, Bossner 2019, chapter Algorithms).
//
// # Statements
//
// One telling of a position is one [Statement]; a position without evidence is one
// statement without an article. [StatementsOf] makes them of a position and its quotes.
// [By] says which actor they are counted for: the one that took the position (ACTOR, which
// DNA calls person), the one it was taken for (ON_BEHALF_OF, organisation), or the principal.
// Which positions there are, and whether those according to another actor are among them,
// is the caller's choice.
//
// Statements are chosen in five steps:
//
//  1. Range: from Options.From to Options.To, both included. Statements without a day are
//     in a range only where it has no bounds. Filters on articles belong to this step: the
//     caller leaves such statements out.
//  2. Order: day, article, start, end, id.
//  3. Left out by value: those marked Statement.LeftOut, those without an actor or without
//     a demand, and, unless the relation is IGNORE, those that are neither for nor against.
//  4. Duplicates: a statement goes if one was kept with the same actor, demand and unit
//     (article, day, ...), and the same side unless the relation is IGNORE. Without an
//     article it is a duplicate of none in ARTICLE, without a day of none in DAY to YEAR.
//  5. At least n statements: of the nodes of the first variable, those with fewer go with
//     their statements. This is counted once.
//
// The first variable is the actor, in DemandNetwork the demand.
//
// # Measures
//
// Let x(i,j,k) be the number of statements left of node i of the first variable on node j of
// the second, with side k; n(i,j) the sum over the sides, N(i) that over the second variable too.
//
//   - In an affiliation network IGNORE is n(i,j); SUBTRACT is for minus against; COMBINE is
//     1 for only for, 2 for only against, 3 for both. ACTIVITY divides by N(i), PROMINENCE by
//     the sum of n(i,j) over i: statements are counted below the line, never the signed sum.
//   - Among actors or demands CONGRUENCE is the sum over j and k of x(i,j,k)·x(i′,j,k); CONFLICT
//     that of x(i,j,for)·x(i′,j,against) and the other way round; SUBTRACT is congruence minus
//     conflict; IGNORE is the sum over j of n(i,j)·n(i′,j). These are products, not minima.
//   - Any of them, w, is normalised by AVERAGE_ACTIVITY to w / ((N(i)+N(i′))/2); by COSINE to
//     w / (N(i)·N(i′)), which is no cosine of vectors: the name is DNA's; by JACCARD to w over the
//     sum over j and k of x(i,j,k)·x(i′,j,k) where both are above 0, else of x(i,j,k)+x(i′,j,k).
//     The cells of JACCARD are split by side for IGNORE too, so that it can exceed 1.
//
// All is counted in integers up to the one division.
//
// An edge joins two nodes that share a node of the second variable, a cell stands where there
// is a statement; the weight of either can be 0. Nodes are those with a statement left, edges
// or not; with Options.Isolates also those with a statement in the range that steps 3 to 5 took.
//
// # Where this departs from the program
//
// Weeks are those of ISO 8601, and weeks and months of different years are different: the program
// compares the number alone, and its weeks begin as the locale of the machine says. DAY and a
// minimum of statements are not in the program. Nodes are told apart by key, not by label, and sorted
// by code point, not by UTF-16 code unit.
package network
