package open

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demandgraph/store"
)

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
}

func TestUnknownSchemes(t *testing.T) {
	for _, url := range []string{"", "graph.db", "postgres://user:secret@host/db", "C:\\graph.db"} {
		s, err := Open(t.Context(), url)
		if store.CodeOf(err) != store.Invalid || s != nil {
			t.Fatalf("%q: got %v, %v", url, s, err)
		}
		for _, part := range []string{"sqlite:", "neo4j://", "bolt+s://"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q: the message does not name %s: %v", url, part, err)
			}
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: the message shows the password: %v", url, err)
		}
	}
}
