package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// externalDirectories holds what a supplier knows, by source type: {"groups": [...], "users": [...]}. A new node has
// no supplier; tests fill it through the control routes.
const externalDirectories = "external_directories"

var suppliers = []string{"LDAP", "AZURE_AD", "CUSTOM"}

func handleUserSuppliers(n *emulator.Node) {
	since := emulator.Since("12.1.0")
	for _, supplier := range suppliers {
		n.Store.Collection(externalDirectories).Put(supplier, Document{"groups": []any{}, "users": []any{}})
	}
	n.Handle("POST /admin/users/{login}/actions/resync", func(c *emulator.Call) (any, error) {
		if _, err := findUser(n, c.Arg("login")); err != nil {
			return nil, err
		}
		return resync(c, []string{c.Arg("login")})
	}, since)
	n.Handle("POST /admin/users/actions/resync-multi", func(c *emulator.Call) (any, error) {
		if !c.HasBody() { // no body means everybody, [] means nobody (dss-admin.md 5.8)
			return resync(c, n.Store.Collection(users).IDs())
		}
		logins, err := c.List()
		if err != nil {
			return nil, err
		}
		return resync(c, texts(logins))
	}, since)
	// The second path of each pair is the one of the DSS 15 reference.
	for _, path := range []string{"/admin/external-groups", "/admin/users/actions/external-groups"} {
		n.Handle("GET "+path, fetchExternalGroups, since)
	}
	for _, path := range []string{"/admin/external-users", "/admin/users/actions/external-users"} {
		n.Handle("GET "+path, fetchExternalUsers, since)
	}
	n.Handle("POST /admin/users/actions/provision", provisionUsers, since)
}

func resync(c *emulator.Call, logins []string) (any, error) {
	return c.Future("Resync users", func() (any, error) {
		results := []any{}
		for _, login := range logins {
			_, err := findUser(c.Node, login)
			results = append(results, bulkResult(login, err))
		}
		return results, nil
	})
}

func directory(c *emulator.Call, supplier string) (Document, error) {
	if !slices.Contains(suppliers, supplier) {
		return nil, emulator.IllegalArgument("No enum constant com.dataiku.dip.security.UserSourceType." + supplier)
	}
	found, _ := c.Node.Store.Collection(externalDirectories).Get(supplier)
	return found, nil
}

func fetchExternalGroups(c *emulator.Call) (any, error) {
	known, err := directory(c, c.Query("userSourceType", ""))
	if err != nil {
		return nil, err
	}
	return c.Future("Fetch groups", func() (any, error) { return sortedSet(texts(known["groups"])), nil })
}

// fetchExternalUsers answers the user of that login or e-mail, else the members of a group, else everybody.
func fetchExternalUsers(c *emulator.Call) (any, error) {
	known, err := directory(c, c.Query("userSourceType", ""))
	if err != nil {
		return nil, err
	}
	login, email, group := c.Query("login", ""), c.Query("email", ""), c.Query("groupName", "")
	selected := func(user Document) bool {
		switch {
		case login != "":
			return text(user, "login") == login
		case email != "":
			return text(user, "email") == email
		case group != "":
			return slices.Contains(texts(user["sourceGroupNames"]), group)
		}
		return true
	}
	return c.Future("Fetch users", func() (any, error) {
		list := []any{}
		for _, user := range objects(known, "users") {
			if selected(user) {
				list = append(list, user)
			}
		}
		return list, nil
	})
}

// provisionUsers creates users of a supplier. The member names of its items come from dss-admin.md 5.2.
func provisionUsers(c *emulator.Call) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	supplier := text(body, "userSourceType")
	if _, err := directory(c, supplier); err != nil {
		return nil, err
	}
	return c.Future("Provision users", func() (any, error) {
		results := []any{}
		for _, user := range objects(body, "users") {
			creation := pick(user, "login", "displayName", "email")
			creation["sourceType"], creation["groups"] = supplier, user["dkuGroupNames"]
			results = append(results, bulkResult(text(user, "login"), createUser(c.Node, creation)))
		}
		return results, nil
	})
}
