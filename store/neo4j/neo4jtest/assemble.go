package neo4jtest

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

//go:embed pom.xml
var pom []byte

// assemble returns the folder that holds the server's jars. The first time, Maven fills it.
// The folder has its name only once it is whole.
func assemble(ctx context.Context) (string, error) {
	cache, err := cacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "neo4j-"+Version)
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return dir, err
	}
	maven, err := exec.LookPath("mvn")
	if err != nil {
		return "", fmt.Errorf("maven %w: %v", errAbsent, err)
	}
	lock, err := lockFile(dir+".lock", func() {})
	if err != nil {
		return "", err
	}
	defer lock.Close()
	if _, err := os.Stat(dir); err == nil {
		return dir, nil // another process has just made it
	}
	// A name of its own, as a Maven that outlived its test may still write to an older one.
	old, _ := filepath.Glob(dir + ".partial*")
	for _, o := range old {
		os.RemoveAll(o)
	}
	partial, err := os.MkdirTemp(cache, filepath.Base(dir)+".partial")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(partial)
	pomFile := filepath.Join(partial, "pom.xml")
	if err := os.WriteFile(pomFile, pom, 0o600); err != nil {
		return "", err
	}
	mvn := exec.CommandContext(ctx, maven, "-B", "-q", "-f", pomFile, "-Dneo4j.version="+Version,
		"dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory="+partial)
	if out, err := mvn.CombinedOutput(); err != nil {
		return "", fmt.Errorf("maven could not fetch Neo4j %s: %w\n%s", Version, err, tail(out))
	}
	return dir, os.Rename(partial, dir)
}

// findJava returns a Java of version 17 or later.
func findJava(ctx context.Context) (string, error) {
	name := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		name = filepath.Join(home, "bin", "java")
	}
	java, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("java %w: %v", errAbsent, err)
	}
	out, err := exec.CommandContext(ctx, java, "-version").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("java %w: %s: %v", errAbsent, java, err)
	}
	if v := javaMajor(string(out)); v < 17 {
		return "", fmt.Errorf("java 17 %w: %s is Java %d", errAbsent, java, v)
	}
	return java, nil
}

var javaVersion = regexp.MustCompile(`version "(?:1\.)?(\d+)`)

// javaMajor reads the major version from what "java -version" prints, 0 if it is not there:
// 8 for "1.8.0_402", 17 for "17.0.15".
func javaMajor(text string) int {
	m := javaVersion.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	v, _ := strconv.Atoi(m[1])
	return v
}

// tail returns the last part of a log, enough to tell what went wrong.
func tail(log []byte) []byte {
	return log[max(0, len(log)-2000):]
}
