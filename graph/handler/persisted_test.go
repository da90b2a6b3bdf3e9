package handler_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"demandgraph/graph/handler"
)

func hashOf(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:])
}

// TestPersistedQueries follows the protocol and then breaks it.
func TestPersistedQueries(t *testing.T) {
	server, _ := service(t, func(c *handler.Config) { c.Limits.PersistedQueries = 2 })
	post := func(query, hash string) answer {
		t.Helper()
		body := fmt.Sprintf(`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":%q}}`, hash)
		if query != "" {
			body += fmt.Sprintf(`,"query":%q`, query)
		}
		return send(t, server, "POST", "/graphql", body+"}", "Content-Type", asJSON)
	}
	query := "{ echo(text: \"kept\") }"

	if a := post("", hashOf(query)); a.status != 200 || a.code() != handler.CodePersistedQueryNotFound ||
		a.Errors[0].Message != "PersistedQueryNotFound" || a.hasData() {
		t.Fatalf("unknown hash: %s", a.body)
	}
	if a := post(query, hashOf("{ echo }")); a.code() != handler.CodePersistedQueryMismatch {
		t.Errorf("another hash: %s", a.body)
	}
	if a := post("", hashOf("{ echo }")); a.code() != handler.CodePersistedQueryNotFound {
		t.Errorf("kept under another's hash: %s", a.body)
	}
	if a := post(query, hashOf(query)); a.code() != "" {
		t.Errorf("with its hash: %s", a.body)
	}
	if a := post("", hashOf(query)); string(a.Data) != `{"echo":"kept"}` {
		t.Errorf("by hash: %s", a.body)
	}
	get := "/graphql?extensions=" + url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"`+hashOf(query)+`"}}`)
	if a := send(t, server, "GET", get, ""); string(a.Data) != `{"echo":"kept"}` {
		t.Errorf("by hash and GET: %s", a.body)
	}

	mutation := "mutation { add }"
	post(mutation, hashOf(mutation))
	if a := send(t, server, "GET", strings.ReplaceAll(get, hashOf(query), hashOf(mutation)), ""); a.status != 405 || a.header.Get("Allow") != "POST" {
		t.Errorf("a mutation by hash and GET: %d %s", a.status, a.body)
	}
	post("{ nonsense }", hashOf("{ nonsense }"))
	if a := post("", hashOf("{ nonsense }")); a.code() != handler.CodePersistedQueryNotFound {
		t.Errorf("an invalid document was kept: %s", a.body)
	}
	post("{ __typename }", hashOf("{ __typename }"))
	post("{ a: __typename }", hashOf("{ a: __typename }"))
	if a := post("", hashOf(query)); a.code() != handler.CodePersistedQueryNotFound {
		t.Errorf("the cache of two keeps three: %s", a.body)
	}

	for _, entry := range []string{
		`7`, `"x"`, `[]`, `{}`, `{"version":1}`, `{"version":"1","sha256Hash":"` + hashOf(query) + `"}`,
		`{"version":2,"sha256Hash":"` + hashOf(query) + `"}`, `{"version":1,"sha256Hash":"abc"}`, `{"version":1,"sha256Hash":{}}`,
	} {
		a := send(t, server, "POST", "/graphql", `{"query":"{echo}","extensions":{"persistedQuery":`+entry+`}}`,
			"Content-Type", asJSON, "Accept", asResponse)
		if a.status != 400 || a.code() != handler.CodeBadUserInput {
			t.Errorf("%s: %d %s", entry, a.status, a.body)
		}
	}
}
