package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleAuthentication lets the keys and users of the store act, and serves the rows that tell who acts.
func handleAuthentication(n *emulator.Node) {
	n.Authenticate = func(secret string) (emulator.Identity, bool) { return authenticate(n, secret) }
	n.Impersonate = func(login string) (emulator.Identity, bool) { return userIdentity(n, login, "USER_FROM_UI") }
	n.Handle("GET /auth/info", func(c *emulator.Call) (any, error) { return authInfo(c, c.Identity) })
	n.Handle("POST /auth/info-from-browser-headers", func(c *emulator.Call) (any, error) {
		if _, err := c.Object(); err != nil {
			return nil, err
		}
		return authInfo(c, c.Identity)
	})
	n.Handle("POST /auth/ticket-from-browser-headers", func(c *emulator.Call) (any, error) {
		if _, err := c.Object(); err != nil {
			return nil, err
		}
		return Document{"msg": n.IssueTicket(c.Identity)}, nil
	})
}

func authenticate(n *emulator.Node, secret string) (emulator.Identity, bool) {
	owner, _ := n.Store.Collection(apiKeySecrets).Get(secret)
	key, ok := n.Store.Collection(text(owner, "collection")).Get(text(owner, "id"))
	if end := millis(key["expiresOn"]); !ok || end > 0 && end <= n.Millis() {
		return emulator.Identity{}, false
	}
	if text(owner, "collection") == personalAPIKeys {
		return userIdentity(n, text(key, "user"), "PERSONAL_API_KEY")
	}
	return globalKeyIdentity(n, key)
}

func userIdentity(n *emulator.Node, login, source string) (emulator.Identity, bool) {
	user, ok := n.Store.Collection(users).Get(login)
	if !ok || user["enabled"] != true {
		return emulator.Identity{}, false
	}
	names := texts(user["groups"])
	rights := abilitiesOf(n, names)
	return emulator.Identity{
		ID: login, Login: login, Groups: names, Admin: rights["admin"], Rights: rights, Source: source,
	}, true
}

// globalKeyIdentity gives a key the rights of its groups, or of its permissions; impersonation lends it a user.
func globalKeyIdentity(n *emulator.Node, key Document) (emulator.Identity, bool) {
	rights := map[string]bool{}
	names := texts(key["groups"])
	if permissions, ok := key["globalPermissions"].(Document); ok {
		for ability, value := range permissions {
			rights[ability] = value == true
		}
	} else {
		rights = abilitiesOf(n, names)
	}
	identity := emulator.Identity{
		ID: text(key, "id"), Groups: names, Admin: rights["admin"], Rights: rights, Source: "CONFIGURABLE_API_KEY_GLOBAL",
	}
	if login := text(key, "dssUserForImpersonation"); login != "" {
		user, ok := userIdentity(n, login, identity.Source)
		if !ok {
			return emulator.Identity{}, false
		}
		identity.Login, identity.Groups = login, slices.Clone(user.Groups)
	}
	return identity, true
}

// authInfo tells the login in a user context and the key's id otherwise; groups and secrets belong to users
// (dss-admin.md 4). Secrets are in clear, under the member `key`.
func authInfo(c *emulator.Call, identity emulator.Identity) (any, error) {
	info := Document{"authIdentifier": identity.ID, "authSource": identity.Source, "via": []any{}}
	if identity.Login == "" {
		return info, nil
	}
	user, err := findUser(c.Node, identity.Login)
	if err != nil {
		return nil, err
	}
	info["authIdentifier"], info["realUserLogin"] = identity.Login, identity.Login
	info["groups"], info["userProfile"] = user["groups"], user["userProfile"]
	if !c.Flag("withSecrets", false) {
		return info, nil
	}
	secrets := []any{}
	for _, secret := range objects(user, "secrets") {
		value, err := c.Node.Store.Decrypt(text(secret, "value"))
		if err != nil {
			return nil, err
		}
		secrets = append(secrets, Document{"key": secret["name"], "value": value})
	}
	info["secrets"] = secrets
	return info, nil
}
