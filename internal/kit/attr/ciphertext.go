package attr

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ciphertext is how what a node encrypts begins (dss-admin.md W18).
const ciphertext = "e:AES:"

// Encrypted tells whether a value of an open document was lost since the node encrypts it, and names the write-only map
// for such values, "" where there is none.
func (l Lost) Encrypted(attributes []Attribute, doc client.Document) (instead string, encrypted bool) {
	a, _ := Find(attributes, l.Attribute)
	if a.Kind != KindDocument {
		return "", false
	}
	object, _ := client.Lookup(doc, a.paths[0]...)
	value, _ := client.At(object, strings.TrimPrefix(l.Member, l.Attribute+" "))
	if text, _ := value.(string); !strings.HasPrefix(text, ciphertext) {
		return "", false
	}
	for _, other := range attributes {
		if other.Kind == KindSecretMap && other.keyMember == "" && slices.Equal(other.paths[0], a.paths[0]) {
			return other.Name, true
		}
	}
	return "", true
}

// written are the members of an open document that a write-only map beside it wrote.
func (r Reader) written(a Attribute, siblings []Attribute) []string {
	var members []string
	for _, other := range siblings {
		if other.Kind == KindSecretMap && other.keyMember == "" && slices.Equal(other.paths[0], a.paths[0]) {
			members = append(members, r.Applied[other.Name]...)
		}
	}
	return members
}

// removeSecrets drops ciphertext at any depth: it is opaque, changes at each write and must not enter the state. What it
// empties is dropped too when asked, since it goes with the secret.
func removeSecrets(value any, emptied bool) {
	switch v := value.(type) {
	case client.Document:
		for member, inner := range v {
			if text, ok := inner.(string); ok && strings.HasPrefix(text, ciphertext) {
				delete(v, member)
				continue
			}
			object, isObject := inner.(client.Document)
			full := len(object) > 0
			removeSecrets(inner, emptied)
			if emptied && isObject && full && len(object) == 0 {
				delete(v, member)
			}
		}
	case []any:
		for _, item := range v {
			removeSecrets(item, emptied)
		}
	}
}
