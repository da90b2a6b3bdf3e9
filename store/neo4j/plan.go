package neo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"demandgraph/query"
)

// Plan runs a query under PROFILE and describes what Neo4j did: the sum of all
// database hits, then each operator, those that feed it below it, with its hits and
// rows. It is for tests and for finding out why a query is slow.
func (s *Store) Plan(ctx context.Context, q *query.Query) (string, error) {
	p, err := s.profile(ctx, q)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d hits\n", hits(p))
	describe(&b, p, 0)
	return b.String(), nil
}

// profile runs a query under PROFILE.
func (s *Store) profile(ctx context.Context, q *query.Query) (neo4j.ProfiledPlan, error) {
	st := s.compiled.get(q.Shape(), func() *statement { return compile(q) })
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(ctx)
	result, err := session.Run(ctx, "PROFILE "+st.text, st.values(q))
	if err != nil {
		return nil, failed(err)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		return nil, failed(err)
	}
	return summary.Profile(), nil
}

// hits is the number of database hits of a plan and of all that feeds it.
func hits(p neo4j.ProfiledPlan) int64 {
	n := p.DbHits()
	for _, child := range p.Children() {
		n += hits(child)
	}
	return n
}

func describe(b *strings.Builder, p neo4j.ProfiledPlan, depth int) {
	name, _, _ := strings.Cut(p.Operator(), "@")
	details := strings.ReplaceAll(fmt.Sprint(p.Arguments()["Details"]), "\n", " ")
	fmt.Fprintf(b, "%s%s hits=%d rows=%d %s\n", strings.Repeat("  ", depth), name, p.DbHits(), p.Records(), details)
	for _, child := range p.Children() {
		describe(b, child, depth+1)
	}
}
