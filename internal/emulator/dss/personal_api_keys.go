package dss

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// handlePersonalAPIKeys serves dss-admin.md 9. Administrators may read, change and delete the keys of others, which is
// the only way to do what the release notes promise them, unless a switch says otherwise.
func handlePersonalAPIKeys(n *emulator.Node) {
	n.Handle("GET /personal-api-keys", func(c *emulator.Call) (any, error) {
		user, err := ownUser(c)
		return listPersonalKeys(n, text(user, "login")), err
	})
	n.Handle("POST /personal-api-keys", func(c *emulator.Call) (any, error) {
		user, err := ownUser(c)
		if err != nil {
			return nil, err
		}
		return createPersonalKey(c, text(user, "login"))
	})
	n.Handle("GET /admin/personal-api-keys", func(*emulator.Call) (any, error) { return listPersonalKeys(n, ""), nil })
	n.Handle("POST /admin/personal-api-keys", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		user, err := findUser(n, text(body, "user"))
		if err != nil {
			return nil, err
		}
		return createPersonalKey(c, text(user, "login"))
	})
	n.Handle("GET /personal-api-keys/{id}", func(c *emulator.Call) (any, error) {
		key, err := findPersonalKey(c)
		if err != nil {
			return nil, err
		}
		return showKey(n, personalAPIKeys, key), nil
	})
	n.Handle("PUT /personal-api-keys/{id}", func(c *emulator.Call) (any, error) {
		key, err := findPersonalKey(c)
		if err != nil {
			return nil, err
		}
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		key["label"], key["description"] = text(body, "label"), text(body, "description")
		n.Store.Collection(personalAPIKeys).Put(text(key, "id"), key)
		return emulator.Empty{}, nil
	}, emulator.Since("13.1.3"))
	n.Handle("DELETE /personal-api-keys/{id}", func(c *emulator.Call) (any, error) {
		key, err := findPersonalKey(c)
		if err != nil {
			return nil, err
		}
		dropKey(n, personalAPIKeys, text(key, "id"))
		return emulator.Empty{}, nil
	})
}

// listPersonalKeys lists the keys of a user, of everybody when login is empty.
func listPersonalKeys(n *emulator.Node, login string) []any {
	keys := []any{}
	for _, key := range n.Store.Collection(personalAPIKeys).All() {
		if login == "" || text(key, "user") == login {
			keys = append(keys, showKey(n, personalAPIKeys, key))
		}
	}
	return keys
}

func createPersonalKey(c *emulator.Call, login string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	n := c.Node
	key := Document{
		"id": n.RandomID(16), "user": login, "label": text(body, "label"), "description": text(body, "description"),
		"createdOn": n.Millis(), "createdBy": c.Identity.ID,
	}
	if err := setExpiry(n, key, nil); err != nil {
		return nil, err
	}
	n.Store.Collection(personalAPIKeys).Put(text(key, "id"), key)
	return withSecret(key, issueSecret(n, personalAPIKeys, key, "dkup-")), nil
}

func findPersonalKey(c *emulator.Call) (Document, error) {
	key, ok := c.Node.Store.Collection(personalAPIKeys).Get(c.Arg("id"))
	if !ok {
		return nil, emulator.NotFound("API key '" + c.Arg("id") + "' does not exist")
	}
	mayAll := c.Identity.Admin && !c.Node.Quirks.PersonalKeysOwnersOnly
	if !mayAll && text(key, "user") != c.Identity.Login {
		return nil, emulator.Forbidden("You may not access the API keys of other users")
	}
	return key, nil
}
