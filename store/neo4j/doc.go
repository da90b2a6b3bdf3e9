// Package neo4j keeps a demand graph in Neo4j 5.26 or later, from the Community
// edition on one machine to a cluster: reads go to readers, writes to the leader,
// and a [Store] reads what it has written (bookmarks).
//
// Labels, relationship types and properties are those of package demand, so that
// someone who opens the database in a Neo4j tool reads the same model as in the
// schema. Beside them are kept, and named here once:
//
//   - nodeFirst and nodeLast of a date, nodeFolded of a text (see [demand.Prop]),
//     and nameWords and textWords, the words that the full-text indexes read
//     (see [demand.SearchWords]);
//   - relationships (n)-[:LISTED {list, sort}]->(n), the entries of lists, with
//     their counts on (:List {name, count});
//   - (:ChangeLog {version, schema}), one node, which every write locks first, and
//     (:Change), one node for each version;
//   - (:Contribution) and (:Claim), what each document asserts, and (:Redirect),
//     the keys that a merge has left behind.
//
// A read is one statement, compiled from the query's tree: COLLECT subqueries
// nested as the selection is, rows as lists by position, relations to one node
// joined into the rows of their parent. Values are parameters, so equal shapes
// have equal text, byte for byte, and Neo4j plans each once.
//
// Neo4j isolates by READ COMMITTED: where a write becomes visible while a statement
// runs, its rows may be of both states. A read looks at the version first and last,
// and is run again when they differ. Only in the middle of writes that never pause
// an answer is given all the same; its version is then the lower one.
package neo4j
