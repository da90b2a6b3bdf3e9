package demand

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// GlobalID makes the Relay global id of a node from its kind, such as "Actor", and its
// key. Clients are not meant to look into it.
func GlobalID(kind NodeKind, key string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(string(kind) + ":" + key))
}

// ParseGlobalID gives back the kind and the key that an id was made from. The kind is one
// of the model's, the key a valid one; whether there is such a node it does not say.
func ParseGlobalID(id string) (NodeKind, string, error) {
	text, err := base64.RawURLEncoding.Strict().DecodeString(id)
	kind, key, _ := strings.Cut(string(text), ":")
	_, known := KindOf(NodeKind(kind))
	// The decoder skips line ends, so that more than one text would mean the same.
	if err != nil || !known || ValidKey(key) != nil || GlobalID(NodeKind(kind), key) != id {
		return "", "", fmt.Errorf("%q is no id of this service", id)
	}
	return NodeKind(kind), key, nil
}
