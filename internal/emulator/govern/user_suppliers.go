package govern

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Collections of what an external directory knows. They are empty on a new node; tests fill them.
const (
	externalUsers  = "external-users"
	externalGroups = "external-groups"
)

// handleSuppliers serves the long tasks around LDAP and the like (govern.md 3.4).
func handleSuppliers(n *emulator.Node) {
	serve(n, admin, "POST /admin/users/{login}/actions/resync", func(c *emulator.Call) (any, error) {
		if _, err := findUser(n, c.Arg("login")); err != nil {
			return nil, err
		}
		return resync(c, []string{c.Arg("login")})
	})
	// No body means every user, an empty array means nobody (govern.md 3.4).
	serve(n, admin, "POST /admin/users/actions/resync-multi", func(c *emulator.Call) (any, error) {
		if !c.HasBody() {
			return resync(c, n.Store.Collection(users).IDs())
		}
		logins, err := c.TypedList(emulator.String)
		if err != nil {
			return nil, err
		}
		return resync(c, stringList(logins))
	})
	serve(n, admin, "POST /admin/users/actions/provision", provision)
	serve(n, admin, "GET /admin/external-groups", func(c *emulator.Call) (any, error) {
		if err := checkSupplier(c.Query("userSourceType", "")); err != nil {
			return nil, err
		}
		return c.Future("fetch-external-groups", func() (any, error) {
			return append([]string{}, n.Store.Collection(externalGroups).IDs()...), nil
		})
	})
	serve(n, admin, "GET /admin/external-users", func(c *emulator.Call) (any, error) {
		if err := checkSupplier(c.Query("userSourceType", "")); err != nil {
			return nil, err
		}
		return c.Future("fetch-external-users", func() (any, error) { return matchingExternalUsers(c), nil })
	})
}

func checkSupplier(sourceType string) error {
	if !slices.Contains([]string{"LDAP", "AZURE_AD", "CUSTOM"}, sourceType) {
		return emulator.IllegalArgument("No enum constant com.dataiku.dip.security.UserSourceType." + sourceType)
	}
	return nil
}

func resync(c *emulator.Call, logins []string) (any, error) {
	return c.Future("resync-users", func() (any, error) { return logins, nil })
}

// matchingExternalUsers looks for a login or an e-mail first, then for members of a group, else lists everybody.
func matchingExternalUsers(c *emulator.Call) []any {
	found := []any{}
	for _, user := range c.Node.Store.Collection(externalUsers).All() {
		matches := true
		switch {
		case c.Query("login", "") != "":
			matches = text(user, "login") == c.Query("login", "")
		case c.Query("email", "") != "":
			matches = text(user, "email") == c.Query("email", "")
		case c.Query("groupName", "") != "":
			matches = slices.Contains(stringList(user["sourceGroupNames"]), c.Query("groupName", ""))
		}
		if matches {
			found = append(found, user)
		}
	}
	return found
}

func provision(c *emulator.Call) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	sourceType := text(body, "userSourceType")
	if err := checkSupplier(sourceType); err != nil {
		return nil, err
	}
	return c.Future("provision-users", func() (any, error) {
		for _, item := range list(body["users"]) {
			user := object(item)
			user["sourceType"], user["groups"] = sourceType, list(user["dkuGroupNames"])
			if err := createUser(c.Node, user); err != nil {
				return nil, err
			}
		}
		return body["users"], nil
	})
}
