package neo4j

import (
	"context"
	"errors"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/change"
	"demandgraph/store"
)

// failed turns an error of the driver into one of package store. Errors of the
// context, of package change and of package store stay as they are.
func failed(err error) error {
	var (
		own     *store.Error
		invalid *change.Invalid
		server  *neo4j.Neo4jError
		refused *neo4j.TokenExpiredError
	)
	switch {
	case err == nil || errors.As(err, &own) || errors.As(err, &invalid):
		return err
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &refused):
		return &store.Error{Code: store.Forbidden, Message: "Neo4j refuses the user or the password", Err: err}
	case errors.As(err, &server):
		return &store.Error{Code: codeOf(server), Message: messageOf(server), Err: err}
	case neo4j.IsConnectivityError(err) || neo4j.IsRetryable(err):
		return &store.Error{Code: store.Unavailable, Message: "Neo4j does not answer", Err: err}
	}
	return &store.Error{Code: store.Internal, Message: "Neo4j failed", Err: err}
}

// codeOf classifies an error by its Neo4j status code,
// https://neo4j.com/docs/status-codes/5/errors/all-errors/.
func codeOf(err *neo4j.Neo4jError) store.Code {
	switch {
	case strings.HasPrefix(err.Code, "Neo.ClientError.Security."):
		return store.Forbidden
	case err.Code == "Neo.ClientError.Database.DatabaseNotFound":
		return store.Invalid
	case err.IsRetriable() || strings.HasPrefix(err.Code, "Neo.TransientError."):
		return store.Unavailable
	}
	return store.Internal
}

func messageOf(err *neo4j.Neo4jError) string {
	switch codeOf(err) {
	case store.Forbidden:
		return "Neo4j refuses the user or the password"
	case store.Invalid:
		return "Neo4j has no such database"
	case store.Unavailable:
		return "Neo4j does not answer"
	}
	return "Neo4j failed"
}

// explain is failed for the first contact with a server: it names host and database.
func (s *Store) explain(err error, host string) error {
	err = failed(err)
	var own *store.Error
	if !errors.As(err, &own) {
		return err
	}
	switch own.Code {
	case store.Unavailable:
		return &store.Error{Code: own.Code, Message: "no Neo4j answers at " + host, Err: own.Err}
	case store.Forbidden:
		return &store.Error{Code: own.Code, Message: "Neo4j at " + host + " refuses the user or the password", Err: own.Err}
	case store.Invalid:
		return &store.Error{Code: own.Code, Message: "Neo4j at " + host + " has no database " + s.database, Err: own.Err}
	}
	return err
}
