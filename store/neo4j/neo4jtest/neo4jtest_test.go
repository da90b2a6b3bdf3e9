package neo4jtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// childEnv makes this test binary act a part of a test in a process of its own.
const childEnv = "NEO4JTEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(childEnv) {
	case "":
		os.Exit(m.Run())
	case "lock": // hold the lock of the file named as argument until killed
		_, err := lockFile(os.Args[1], func() { fmt.Println("waiting") })
		fmt.Println("held", err)
	case "start": // start a server and keep it until killed
		url, _, err := Start(context.Background())
		fmt.Println(url, err)
	}
	io.Copy(io.Discard, os.Stdin)
}

// child starts this test binary in the given part and returns its lines and a function that kills it.
func child(t *testing.T, part string, args ...string) (lines *bufio.Scanner, kill func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), childEnv+"="+part)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	killed := false
	kill = func() {
		if !killed {
			killed = true
			cmd.Process.Kill()
			cmd.Wait()
		}
	}
	t.Cleanup(kill)
	return bufio.NewScanner(out), kill
}

func expect(t *testing.T, lines *bufio.Scanner, want string) {
	t.Helper()
	if !lines.Scan() || lines.Text() != want {
		t.Fatalf("the other process said %q, want %q", lines.Text(), want)
	}
}

// query runs a statement on the server and returns the first value of each row.
func query(t *testing.T, address, statement string) []any {
	t.Helper()
	ctx := t.Context()
	driver, err := connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(ctx)
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	rows, err := run(ctx, session, statement)
	if err != nil {
		t.Fatal(err)
	}
	var values []any
	for _, row := range rows {
		values = append(values, row.Values[0])
	}
	return values
}

func TestURL(t *testing.T) {
	address := URL(t)
	if got := query(t, address, "RETURN 1"); len(got) != 1 || got[0] != int64(1) {
		t.Errorf("RETURN 1 gave %v", got)
	}
	if again := URL(t); again != address {
		t.Errorf("second call gave %s, first %s", again, address)
	}
}

func TestWipe(t *testing.T) {
	address := URL(t)
	for _, s := range []string{
		"CREATE CONSTRAINT `odd ``name` FOR (n:A) REQUIRE n.key IS UNIQUE",
		"CREATE INDEX entries FOR ()-[l:L]-() ON (l.list, l.sort)",
		"CREATE FULLTEXT INDEX words FOR (n:A) ON EACH [n.name]",
		"UNWIND range(1, 12000) AS i CREATE (a:A {key: i, name: 'x'})-[:L {list: 'l', sort: i}]->(a)",
	} {
		query(t, address, s)
	}
	Wipe(t, address)
	for _, s := range []string{
		"MATCH (n) RETURN n",
		"SHOW CONSTRAINTS YIELD name",
		"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name",
	} {
		if got := query(t, address, s); len(got) != 0 {
			t.Errorf("after Wipe, %s gave %v", s, got)
		}
	}
}

func TestWipeUnreachable(t *testing.T) {
	err := wipe("bolt://neo4j:secret@127.0.0.1:1")
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1:1") || strings.Contains(err.Error(), "secret") {
		t.Errorf("error %v: want one that names the server and not its password", err)
	}
}

func TestLockExcludesOtherProcesses(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lock")
	f, err := lockFile(name, func() { t.Error("waited for a lock that nobody holds") })
	if err != nil {
		t.Fatal(err)
	}
	lines, kill := child(t, "lock", name)
	expect(t, lines, "waiting")
	f.Close()
	expect(t, lines, "held <nil>")

	if ok, err := tryLock(reopen(t, name)); ok || err != nil {
		t.Errorf("tryLock while another process holds the lock: %v, %v", ok, err)
	}
	kill()
	if ok, err := tryLock(reopen(t, name)); !ok || err != nil {
		t.Errorf("tryLock after that process was killed: %v, %v", ok, err)
	}
}

func reopen(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestServerEndsWithItsProcess(t *testing.T) {
	if pingDocker(t.Context()) == nil {
		t.Skip("with Docker, it is testcontainers that ends the server, some seconds later")
	}
	if _, err := assemble(t.Context()); errors.Is(err, errAbsent) {
		t.Skip(err)
	}
	if _, err := findJava(t.Context()); errors.Is(err, errAbsent) {
		t.Skip(err)
	}
	lines, kill := child(t, "start")
	if !lines.Scan() {
		t.Fatal("the other process started no server")
	}
	var address string
	if _, err := fmt.Sscanf(lines.Text(), "%s <nil>", &address); err != nil {
		t.Fatal(lines.Text())
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query(t, address, "RETURN 1")
	kill()
	gone := func() bool {
		conn, err := net.Dial("tcp", u.Host)
		if err == nil {
			conn.Close()
		}
		return err != nil
	}
	for deadline := time.Now().Add(20 * time.Second); !gone(); {
		if time.Now().After(deadline) {
			t.Fatal("the server outlived the process that started it")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestJavaMajor(t *testing.T) {
	for text, want := range map[string]int{
		"openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime": 17,
		"openjdk version \"21\" 2023-09-19":                       21,
		"java version \"1.8.0_402\"":                              8,
		"Unable to locate a Java Runtime.":                        0,
	} {
		if got := javaMajor(text); got != want {
			t.Errorf("javaMajor(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestExplain(t *testing.T) {
	absent := fmt.Errorf("docker %w", errAbsent)
	broken := errors.New("broken")
	for _, c := range []struct {
		docker, java error
		none         bool
	}{
		{absent, absent, true},
		{absent, broken, false},
		{broken, absent, false},
		{broken, broken, false},
	} {
		err := explain(c.docker, c.java)
		if errors.Is(err, errNone) != c.none || errors.Is(err, broken) == c.none {
			t.Errorf("explain(%v, %v) = %v", c.docker, c.java, err)
		}
	}
}

func TestSettingEnvironment(t *testing.T) {
	got := setting{name: "db.tx_log.preallocate"}.environment()
	if want := "NEO4J_db_tx__log_preallocate"; got != want {
		t.Errorf("environment() = %s, want %s", got, want)
	}
}
