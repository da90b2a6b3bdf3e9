//go:build unix

package neo4jtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// launch becomes the server, after leaving behind a watcher that waits for the end of standard
// input, which is the end of the process at the other end of the pipe, even if it is killed.
// The first argument is the server's folder, the others are its command.
const launch = `dir=$1; shift
exec 3<&0
(cat <&3 >/dev/null; kill -9 $$; rm -rf "$dir") &
exec "$@" 3<&- </dev/null`

// opens are the parts of Java's library that Neo4j reaches into.
var opens = []string{"java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"}

// startJava starts a server on a free port of 127.0.0.1, its data in a temporary folder.
func startJava(ctx context.Context) (address string, stop func(), err error) {
	java, err := findJava(ctx)
	if err != nil {
		return "", nil, err
	}
	jars, err := assemble(ctx)
	if err != nil {
		return "", nil, err
	}
	// Neo4j does not tell which port it took if asked for any, so a free one is chosen
	// beforehand; where another process is quicker, another one is.
	for range 3 {
		address, stop, err = startJavaOnce(ctx, java, jars)
		if !errors.Is(err, syscall.EADDRINUSE) {
			break
		}
	}
	return address, stop, err
}

func startJavaOnce(ctx context.Context, java, jars string) (address string, stop func(), err error) {
	host, err := freePort()
	if err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp("", "demandgraph-neo4j-")
	if err != nil {
		return "", nil, err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	conf := []string{"server.default_listen_address=127.0.0.1", "server.bolt.listen_address=" + host}
	for _, s := range commonSettings {
		conf = append(conf, s.name+"="+s.value)
	}
	err = os.WriteFile(filepath.Join(dir, "neo4j.conf"), []byte(strings.Join(conf, "\n")+"\n"), 0o600)
	if err != nil {
		return "", nil, err
	}
	out, err := os.Create(filepath.Join(dir, "output"))
	if err != nil {
		return "", nil, err
	}
	defer out.Close()

	args := []string{"-c", launch, "sh", dir, java, "-Xms" + heapInitial, "-Xmx" + heapMax}
	for _, p := range opens {
		args = append(args, "--add-opens", "java.base/"+p+"=ALL-UNNAMED")
	}
	args = append(args, "-cp", filepath.Join(jars, "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+dir, "--config-dir="+dir)
	cmd := exec.Command("sh", args...)
	cmd.Stdout, cmd.Stderr = out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt must not end the watcher first
	alive, err := cmd.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	ended := make(chan struct{})
	go func() {
		cmd.Wait()
		alive.Close() // held open until here: the watcher waits for it
		close(ended)
	}()
	stop = func() {
		cmd.Process.Kill()
		<-ended
		os.RemoveAll(dir)
	}
	if err := awaitStart(ctx, dir, ended); err != nil {
		stop()
		return "", nil, err
	}
	u := url.URL{Scheme: "bolt", User: url.UserPassword(user, rand.Text()), Host: host}
	if err := setPassword(ctx, &u); err != nil {
		stop()
		return "", nil, err
	}
	return u.String(), stop, nil
}

// awaitStart waits until the server in dir says that it has started.
func awaitStart(ctx context.Context, dir string, ended <-chan struct{}) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		log, _ := os.ReadFile(filepath.Join(dir, "logs", "neo4j.log"))
		if bytes.Contains(log, []byte("Started.")) {
			return nil
		}
		select {
		case <-tick.C:
		case <-ended:
			log, _ = os.ReadFile(filepath.Join(dir, "logs", "neo4j.log"))
			out, _ := os.ReadFile(filepath.Join(dir, "output"))
			if bytes.Contains(log, []byte("already in use")) {
				return fmt.Errorf("neo4j: %w", syscall.EADDRINUSE)
			}
			return fmt.Errorf("neo4j ended while starting:\n%s%s", tail(out), tail(log))
		case <-ctx.Done():
			return fmt.Errorf("neo4j did not start: %w\n%s", ctx.Err(), tail(log))
		}
	}
}

// setPassword replaces the password that every new server has by that of the address.
func setPassword(ctx context.Context, u *url.URL) error {
	driver, err := neo4j.NewDriverWithContext("bolt://"+u.Host, neo4j.BasicAuth(user, "neo4j", ""))
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	password, _ := u.User.Password()
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "system"})
	defer session.Close(ctx)
	result, err := session.Run(ctx, "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
		map[string]any{"password": password})
	if err == nil {
		_, err = result.Consume(ctx)
	}
	if err != nil {
		return fmt.Errorf("set the password of a new Neo4j: %w", err)
	}
	return nil
}

// freePort returns an address of 127.0.0.1 that nothing listens on.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
