package neo4j

type statement struct{ shape string }
