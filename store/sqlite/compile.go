package sqlite

type plan struct{}
