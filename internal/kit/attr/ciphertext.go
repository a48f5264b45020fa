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
