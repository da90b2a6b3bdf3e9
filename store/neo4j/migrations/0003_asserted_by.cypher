// The imports that assert a contribution as it stands; until now those that brought its claims.
MATCH (c:Contribution) WHERE c.assertedBy IS NULL
CALL (c) { UNWIND c.imports AS i WITH c, i WHERE i <> '' WITH c, collect(DISTINCT i) AS all SET c.assertedBy = all } IN TRANSACTIONS OF 5000 ROWS;
