package govern

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Sources of an identity (observed.md 4).
const (
	fromUser = "USER_FROM_UI"
	fromKey  = "CONFIGURABLE_API_KEY_GLOBAL"
)

// handleAuthentication lets the keys of the store act, and administrators act for users (govern.md 1.2).
func handleAuthentication(n *emulator.Node) {
	n.Administrator.Source = fromKey // Govern has global keys only (govern.md 1.2); this one acts for the user admin
	n.Authenticate = func(secret string) (emulator.Identity, bool) { return keyIdentity(n, secret) }
	n.Impersonate = func(login string) (emulator.Identity, bool) { return userIdentity(n, login) }
	serve(n, anyone, "GET /auth/info", func(c *emulator.Call) (any, error) {
		info := Document{"authIdentifier": c.Identity.ID}
		if c.Identity.Login != "" { // groups belong to users (govern.md 2)
			info["groups"] = c.Identity.Groups
		}
		return info, nil
	})
}

func userIdentity(n *emulator.Node, login string) (emulator.Identity, bool) {
	user, ok := n.Store.Collection(users).Get(login)
	if !ok || user["enabled"] != true {
		return emulator.Identity{}, false
	}
	names := stringList(user["groups"])
	rights := rightsOf(n, names)
	return emulator.Identity{ID: login, Login: login, Groups: names, Admin: rights["admin"], Rights: rights, Source: fromUser}, true
}

// keyIdentity resolves the secret of a global key, the only kind of key on Govern (govern.md 1.2).
func keyIdentity(n *emulator.Node, secret string) (emulator.Identity, bool) {
	key, err := findSecret(n, secret)
	if err != nil {
		return emulator.Identity{}, false
	}
	if end := integer(key["expiresOn"]); end > 0 && end <= n.Millis() {
		return emulator.Identity{}, false
	}
	names := stringList(key["groups"])
	rights := rightsOf(n, names)
	for flag, value := range object(key["globalPermissions"]) {
		rights[flag] = value == true
	}
	identity := emulator.Identity{ID: text(key, "id"), Groups: names, Admin: rights["admin"], Rights: rights, Source: fromKey}
	if user, err := findUser(n, text(key, "dssUserForImpersonation")); err == nil {
		identity.Login = text(user, "login")
		identity.Groups = slices.Concat(names, stringList(user["groups"]))
	}
	return identity, true
}

// rightsOf unites the flags of groups.
func rightsOf(n *emulator.Node, names []string) map[string]bool {
	rights := map[string]bool{}
	for _, name := range names {
		group, _ := n.Store.Collection(groups).Get(name)
		for flag, value := range group {
			rights[flag] = rights[flag] || value == true
		}
	}
	return rights
}
