package demand

import (
	"encoding/base64"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestGlobalID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(Kinds).Draw(t, "kind").Name
		key := rapid.StringMatching(`[a-z0-9-]{1,40}`).Draw(t, "key")
		id := GlobalID(kind, key)
		if strings.Contains(id, key) && len(key) > 3 || strings.ContainsAny(id, "+/=:") {
			t.Fatalf("id %q", id)
		}
		if k, got, err := ParseGlobalID(id); k != kind || got != key || err != nil {
			t.Fatalf("%q is %q %q, %v", id, k, got, err)
		}
	})
}

func TestParseGlobalIDErrors(t *testing.T) {
	encode := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	good := GlobalID(KindActor, "russia")
	for _, id := range []string{
		"", "russia", "Actor:russia", good + "=", good + "\n", good[:4] + "\r\n" + good[4:], good[:len(good)-1],
		encode("Actor"), encode("Actor:"), encode(":russia"), encode("Planet:mars"), encode("actor:russia"),
		encode("Actor:Russia"), encode("Actor:a:b"), encode("Actor:\xff"),
	} {
		if kind, key, err := ParseGlobalID(id); err == nil || kind != "" || key != "" {
			t.Errorf("ParseGlobalID(%q) = %q, %q, %v", id, kind, key, err)
		}
	}
}

func FuzzParseGlobalID(f *testing.F) {
	f.Add(GlobalID(KindActor, "russia"))
	f.Fuzz(func(t *testing.T, id string) {
		if kind, key, err := ParseGlobalID(id); err == nil && GlobalID(kind, key) != id {
			t.Errorf("%q means %s %s, whose id is %q", id, kind, key, GlobalID(kind, key))
		}
	})
}
