package govern

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const apiKeys = "global-api-keys"

// keyShape is that of govern.md 6. The lifetime comes as a number or as text.
var keyShape = emulator.Like(Document{
	"id": "", "key": "", "label": "", "description": "", "dssUserForImpersonation": "", "groups": []any{""}, "createdOn": 0,
	"createdBy": "", "expiresOn": 0, "messages": Document{},
}, emulator.Members{"globalPermissions": emulator.Map(emulator.Bool), "expiry": emulator.Any})

const maskedKey = "******"

func handleAPIKeys(n *emulator.Node) {
	listKeys := func(*emulator.Call) (any, error) {
		all := n.Store.Collection(apiKeys).All()
		for i, key := range all {
			all[i] = shownKey(n, key)
		}
		return all, nil
	}
	serve(n, admin, "GET /admin/global-api-keys", listKeys)
	serve(n, admin, "POST /admin/global-api-keys", createKey)
	serve(n, admin, "GET /admin/global-api-keys/{keyId}", func(c *emulator.Call) (any, error) {
		key, err := findKey(n, c.Arg("keyId"))
		return shownKey(n, key), err
	})
	serve(n, admin, "PUT /admin/global-api-keys/{keyId}", func(c *emulator.Call) (any, error) {
		key, err := findKey(n, c.Arg("keyId"))
		if err != nil {
			return nil, err
		}
		return emulator.Empty{}, replaceKey(c, key)
	})
	serve(n, admin, "DELETE /admin/global-api-keys/{keyId}", func(c *emulator.Call) (any, error) {
		key, err := findKey(n, c.Arg("keyId"))
		n.Store.Collection(apiKeys).Delete(text(key, "id"))
		return emulator.Empty{}, err
	})
	// The older family addresses a key by its secret (govern.md 6).
	serve(n, admin, "GET /admin/globalAPIKeys", listKeys)
	serve(n, admin, "POST /admin/globalAPIKeys", createKey)
	serve(n, admin, "GET /admin/globalAPIKeys/{secretKey}", func(c *emulator.Call) (any, error) {
		key, err := findSecret(n, c.Arg("secretKey"))
		return shownKey(n, key), err
	})
	serve(n, admin, "PUT /admin/globalAPIKeys/{secretKey}", func(c *emulator.Call) (any, error) {
		key, err := findSecret(n, c.Arg("secretKey"))
		if err != nil {
			return nil, err
		}
		return emulator.Empty{}, replaceKey(c, key)
	})
	serve(n, admin, "DELETE /admin/globalAPIKeys/{secretKey}", func(c *emulator.Call) (any, error) {
		key, err := findSecret(n, c.Arg("secretKey"))
		n.Store.Collection(apiKeys).Delete(text(key, "id"))
		return emulator.Empty{}, err
	})
}

func findKey(n *emulator.Node, id string) (Document, error) {
	key, ok := n.Store.Collection(apiKeys).Get(id)
	if !ok {
		return nil, emulator.NotFound("API key '" + id + "' does not exist")
	}
	return key, nil
}

func findSecret(n *emulator.Node, secret string) (Document, error) {
	for _, key := range n.Store.Collection(apiKeys).All() {
		if text(key, "key") == secret {
			return key, nil
		}
	}
	return nil, emulator.NotFound("API key does not exist")
}

// shownKey always has a key member, since the official client reads it unguarded (govern.md 6).
func shownKey(n *emulator.Node, key Document) Document {
	if key != nil && n.Quirks.HashedKeys {
		key["key"] = maskedKey
	}
	return key
}

func createKey(c *emulator.Call) (any, error) {
	body, err := c.Typed(keyShape)
	if err != nil {
		return nil, err
	}
	key := Document{
		"id": c.Node.RandomID(16), "key": "dkuaps-" + c.Node.RandomID(32), "createdOn": c.Node.Millis(),
		"createdBy": author(c.Identity),
	}
	if err := applyKey(c.Node, key, body); err != nil {
		return nil, err
	}
	c.Node.Store.Collection(apiKeys).Put(text(key, "id"), key)
	key["messages"] = Document{
		"anyMessage": false, "success": false, "warning": false, "error": false, "fatal": false, "messages": []any{},
	}
	return key, nil
}

func replaceKey(c *emulator.Call, stored Document) error {
	body, err := c.Typed(keyShape)
	if err != nil {
		return err
	}
	key := pick(stored, "id", "key", "createdOn", "createdBy")
	if err := applyKey(c.Node, key, body); err != nil {
		return err
	}
	c.Node.Store.Collection(apiKeys).Put(text(key, "id"), key)
	return nil
}

const dayMillis = 24 * 60 * 60 * 1000

// applyKey copies what a caller may choose. A key has rights of its own or, since 14.3, those of groups, never both.
func applyKey(n *emulator.Node, key, body Document) error {
	if !n.AtLeast("14.3.0") {
		delete(body, "groups")
	}
	if body["groups"] != nil && body["globalPermissions"] != nil {
		return emulator.IllegalArgument("An API key has either groups or global permissions")
	}
	key["label"], key["description"] = body["label"], body["description"]
	key["dssUserForImpersonation"] = body["dssUserForImpersonation"]
	if body["groups"] != nil {
		key["groups"] = list(body["groups"])
	} else {
		key["globalPermissions"] = object(body["globalPermissions"])
	}
	key["expiresOn"] = 0
	expiry := body["expiry"]
	if expiry == nil || expiry == "" {
		return nil
	}
	// The official client calls the lifetime a string, so both spellings are taken (govern.md 6).
	days, err := strconv.ParseInt(fmt.Sprint(expiry), 10, 64)
	if err != nil {
		return emulator.IllegalArgument("Invalid lifetime of an API key: " + fmt.Sprint(expiry))
	}
	key["expiry"] = expiry
	if days > 0 {
		key["expiresOn"] = integer(key["createdOn"]) + days*dayMillis
	}
	return nil
}

// integer reads a number that may come from Go or from JSON.
func integer(value any) int64 {
	switch v := value.(type) {
	case int64:
		return v
	case json.Number:
		i, _ := v.Int64()
		return i
	}
	return 0
}
