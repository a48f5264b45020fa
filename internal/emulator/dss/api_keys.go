package dss

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Collections of the keys. Secrets are apart, by secret, so that hashed keys can be switched at any time.
const (
	globalAPIKeys   = "global_api_keys"
	personalAPIKeys = "personal_api_keys"
	apiKeySecrets   = "api_key_secrets"
)

// maskedKey stands for the secret where keys are stored hashed (observed.md 4).
const maskedKey = "******"

// globalKeyObjects are the members of a permission-based key that hold rights on objects (dss-admin.md 8).
var globalKeyObjects = []string{
	"projects", "projectFolders", "codeEnvs", "clusters", "codeStudioTemplates", "plugins", "pluginPresets",
	"pluginParameterSets",
}

func handleGlobalAPIKeys(n *emulator.Node) {
	n.Quirks.HashedKeys = n.AtLeast("13.1.0")
	since := emulator.Since("13.1.0")
	list := func(*emulator.Call) (any, error) {
		keys := []any{}
		for _, key := range n.Store.Collection(globalAPIKeys).All() {
			keys = append(keys, showKey(n, globalAPIKeys, key))
		}
		return keys, nil
	}
	n.Handle("GET /admin/global-api-keys", list, since)
	n.Handle("POST /admin/global-api-keys", createGlobalKey, since)
	byID := func(c *emulator.Call) string { return c.Arg("id") }
	n.Handle("GET /admin/global-api-keys/{id}", getGlobalKey(byID), since)
	n.Handle("PUT /admin/global-api-keys/{id}", putGlobalKey(byID), since)
	n.Handle("DELETE /admin/global-api-keys/{id}", deleteGlobalKey(byID), since)
	// The paths of 13.0 and older, addressed by the secret.
	bySecret := func(c *emulator.Call) string {
		owner, _ := n.Store.Collection(apiKeySecrets).Get(c.Arg("secretKey"))
		return text(owner, "id")
	}
	n.Handle("GET /admin/globalAPIKeys", list)
	n.Handle("POST /admin/globalAPIKeys", createGlobalKey)
	n.Handle("GET /admin/globalAPIKeys/{secretKey}", getGlobalKey(bySecret))
	n.Handle("PUT /admin/globalAPIKeys/{secretKey}", putGlobalKey(bySecret))
	n.Handle("DELETE /admin/globalAPIKeys/{secretKey}", deleteGlobalKey(bySecret))
}

// createGlobalKey answers the only document that shows the secret. A body has groups (since 14.3.0) or permissions.
func createGlobalKey(c *emulator.Call) (any, error) {
	n := c.Node
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	key := Document{
		"id": n.RandomID(16), "label": text(body, "label"), "description": text(body, "description"),
		"createdOn": n.Millis(), "createdBy": c.Identity.ID,
	}
	if err := setExpiry(n, key, nil); err != nil {
		return nil, err
	}
	if names, isList := body["groups"].([]any); isList && n.AtLeast("14.3.0") {
		key["groups"] = names
	} else { // everything but `admin` needs a second step (dss-admin.md 8)
		completePermissions(n, key, Document{"globalPermissions": pick(object(body, "globalPermissions"), "admin")})
	}
	n.Store.Collection(globalAPIKeys).Put(text(key, "id"), key)
	return withSecret(key, issueSecret(n, globalAPIKeys, key, "dkuaps-")), nil
}

func completePermissions(n *emulator.Node, key, body Document) {
	permissions, known := object(body, "globalPermissions"), Document{"admin": false}
	for _, ability := range knownAbilities(n) {
		if value, isBool := permissions[ability].(bool); isBool {
			known[ability] = value
		}
	}
	key["globalPermissions"], key["execSQLLike"] = known, body["execSQLLike"] == true
	for _, member := range append([]string{"adminProperties", "userProperties"}, globalKeyObjects...) {
		key[member] = Document{}
		if value, isObject := body[member].(Document); isObject {
			key[member] = value
		}
	}
	key["unscopedDatasets"] = []any{}
	if value, isList := body["unscopedDatasets"].([]any); isList {
		key["unscopedDatasets"] = value
	}
}

func findGlobalKey(n *emulator.Node, id string) (Document, error) {
	key, ok := n.Store.Collection(globalAPIKeys).Get(id)
	if !ok {
		return nil, emulator.NotFound("API key '" + id + "' does not exist")
	}
	return key, nil
}

func getGlobalKey(id func(*emulator.Call) string) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		key, err := findGlobalKey(c.Node, id(c))
		if err != nil {
			return nil, err
		}
		return showKey(c.Node, globalAPIKeys, key), nil
	}
}

// putGlobalKey replaces what may change. Whether a key can change between groups and permissions is not known; here
// it stays what it was made.
func putGlobalKey(id func(*emulator.Call) string) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		n := c.Node
		stored, err := findGlobalKey(n, id(c))
		if err != nil {
			return nil, err
		}
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		key := pick(stored, "id", "createdOn", "createdBy")
		key["label"], key["description"] = text(body, "label"), text(body, "description")
		if user := text(body, "dssUserForImpersonation"); user != "" {
			key["dssUserForImpersonation"] = user
		}
		if _, byGroups := stored["groups"]; byGroups {
			names, _ := body["groups"].([]any)
			key["groups"] = append([]any{}, names...)
		} else {
			completePermissions(n, key, body)
		}
		if err := setExpiry(n, key, body["expiry"]); err != nil {
			return nil, err
		}
		n.Store.Collection(globalAPIKeys).Put(text(key, "id"), key)
		return emulator.Empty{}, nil
	}
}

// setExpiry turns a lifetime in days, a number or a string (dss-admin.md 8), into the end of the key's life. Keys of nodes
// before 13.3 have none (observed.md 4).
func setExpiry(n *emulator.Node, key Document, expiry any) error {
	if !n.AtLeast("13.3.0") {
		return nil
	}
	key["expiresOn"] = 0
	if expiry == nil || expiry == "" {
		return nil
	}
	days, err := strconv.Atoi(fmt.Sprint(expiry))
	if err != nil {
		return emulator.IllegalArgument("Invalid key lifetime: " + fmt.Sprint(expiry))
	}
	key["expiry"] = expiry
	if days > 0 {
		key["expiresOn"] = millis(key["createdOn"]) + int64(days)*(24*time.Hour).Milliseconds()
	}
	return nil
}

func deleteGlobalKey(id func(*emulator.Call) string) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		key, err := findGlobalKey(c.Node, id(c))
		if err != nil {
			return nil, err
		}
		dropKey(c.Node, globalAPIKeys, text(key, "id"))
		return emulator.Empty{}, nil
	}
}

func millis(value any) int64 {
	number, _ := value.(json.Number)
	at, _ := number.Int64()
	return at
}

func issueSecret(n *emulator.Node, collection string, key Document, prefix string) string {
	secret := prefix + n.RandomID(32)
	n.Store.Collection(apiKeySecrets).Put(secret, Document{"collection": collection, "id": key["id"]})
	return secret
}

func withSecret(key Document, secret string) Document {
	key["key"] = secret
	return key
}

// showKey is the document of later reads: the secret is masked unless the node keeps keys in clear.
func showKey(n *emulator.Node, collection string, key Document) Document {
	if n.Quirks.HashedKeys {
		return withSecret(key, maskedKey)
	}
	return withSecret(key, secretOf(n, collection, text(key, "id")))
}

func secretOf(n *emulator.Node, collection, id string) string {
	secrets := n.Store.Collection(apiKeySecrets)
	found := slices.IndexFunc(secrets.IDs(), func(secret string) bool {
		owner, _ := secrets.Get(secret)
		return text(owner, "collection") == collection && text(owner, "id") == id
	})
	if found < 0 {
		return maskedKey
	}
	return secrets.IDs()[found]
}

func dropKey(n *emulator.Node, collection, id string) {
	n.Store.Collection(apiKeySecrets).Delete(secretOf(n, collection, id))
	n.Store.Collection(collection).Delete(id)
}
