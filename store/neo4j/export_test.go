package neo4j

// Statements is how many statements the store has sent outside of writes.
func (s *Store) Statements() int64 { return s.statements.Load() }
