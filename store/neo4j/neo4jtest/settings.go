package neo4jtest

import "strings"

// user is Neo4j's first user; the password is made anew for each server.
const user = "neo4j"

// The Java heap of a server.
const (
	heapInitial = "512m"
	heapMax     = "1g"
)

// setting is a line of neo4j.conf.
type setting struct{ name, value string }

// environment returns the variable by which the container image takes the setting.
func (s setting) environment() string {
	return "NEO4J_" + strings.NewReplacer("_", "__", ".", "_").Replace(s.name)
}

// commonSettings are those of a server wherever it runs: nothing but Bolt, nothing told to anyone,
// a small cache, no files made larger in advance, and no ban on a user after wrong passwords.
var commonSettings = []setting{
	{"server.http.enabled", "false"},
	{"server.https.enabled", "false"},
	{"dbms.usage_report.enabled", "false"},
	{"client.allow_telemetry", "false"},
	{"server.memory.pagecache.size", "128m"},
	{"db.tx_log.preallocate", "false"},
	{"dbms.security.auth_max_failed_attempts", "0"},
}
