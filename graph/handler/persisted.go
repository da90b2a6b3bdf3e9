package handler

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// persistedQueryKey is the member of a request's extensions that names a
// document by its hash.
const persistedQueryKey = "persistedQuery"

// persistedQueries are Apollo's automatic persisted queries, version 1: a
// client sends the SHA-256 of a document alone, and the document beside it when
// the server says that it does not know it. Only documents that passed
// validation and the limits are kept, so that nobody can fill the cache with
// anything else.
type persistedQueries struct {
	texts *cache[string] // by hash
}

func (p *persistedQueries) find() graphql.HandlerExtension { return persistedFind{p} }
func (p *persistedQueries) keep() graphql.HandlerExtension { return persistedKeep{p} }

// hash returns the hash in a request's extensions, "" if they name no persisted
// query.
func persistedHash(extensions map[string]any) (string, *gqlerror.Error) {
	v, ok := extensions[persistedQueryKey]
	if !ok || v == nil {
		return "", nil
	}
	entry, _ := v.(map[string]any)
	version, _ := entry["version"].(json.Number)
	hash, _ := entry["sha256Hash"].(string)
	if raw, err := hex.DecodeString(hash); err != nil || len(raw) != sha256.Size || version != "1" {
		return "", newError(CodeBadUserInput,
			"extensions.persistedQuery must have version 1 and a sha256Hash of 64 hexadecimal digits")
	}
	return hash, nil
}

// persistedFind puts the document in place of its hash.
type persistedFind struct{ *persistedQueries }

// ExtensionName implements graphql.HandlerExtension.
func (persistedFind) ExtensionName() string { return "PersistedQueryFind" }

// Validate implements graphql.HandlerExtension.
func (persistedFind) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator.
func (p persistedFind) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	hash, err := persistedHash(params.Extensions)
	if hash == "" {
		return err
	}
	if params.Query == "" {
		text, ok := p.texts.Get(ctx, hash)
		if !ok {
			// Clients compare this text as well as the code.
			return newError(CodePersistedQueryNotFound, "PersistedQueryNotFound")
		}
		params.Query = text
		return nil
	}
	if sum := sha256.Sum256([]byte(params.Query)); hex.EncodeToString(sum[:]) != hash {
		return newError(CodePersistedQueryMismatch, "the query has another SHA-256 than sha256Hash says")
	}
	return nil
}

// persistedKeep keeps a document that came with its hash.
type persistedKeep struct{ *persistedQueries }

// ExtensionName implements graphql.HandlerExtension.
func (persistedKeep) ExtensionName() string { return "PersistedQueryKeep" }

// Validate implements graphql.HandlerExtension.
func (persistedKeep) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (p persistedKeep) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	hash, _ := persistedHash(op.Extensions)
	if hash == "" {
		return nil
	}
	if _, known := p.texts.Get(ctx, hash); !known {
		p.texts.add(hash, len(hash)+len(op.RawQuery), op.RawQuery)
	}
	return nil
}
