package govern

import (
	"regexp"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const groups = "groups"

// nameForm is what logins and group names may hold (observed.md 2).
var nameForm = regexp.MustCompile(`^[\p{L}\p{N}@.+_-]{1,80}$`)

var sourceTypes = []string{"LOCAL", "LOCAL_NO_AUTH", "LDAP", "SAAS", "PAM", "AZURE_AD", "CUSTOM"}

func handleGroups(n *emulator.Node) {
	for _, name := range []string{"administrators", "readers"} {
		group := newGroup(n, Document{"name": name})
		group["admin"] = name == "administrators"
		n.Store.Collection(groups).Put(name, group)
		putIdentityArtifact(n, groupBlueprint, name, name)
	}
	serve(n, admin, "GET /admin/groups", func(*emulator.Call) (any, error) { return n.Store.Collection(groups).All(), nil })
	serve(n, admin, "POST /admin/groups", func(c *emulator.Call) (any, error) {
		body, err := c.Typed(groupShape(n))
		if err != nil {
			return nil, err
		}
		return emulator.Text("Created group " + text(body, "name")), createGroup(n, body)
	})
	serve(n, admin, "GET /admin/groups/{name}", func(c *emulator.Call) (any, error) { return findGroup(n, c.Arg("name")) })
	serve(n, admin, "PUT /admin/groups/{name}", func(c *emulator.Call) (any, error) {
		body, err := c.Typed(groupShape(n))
		if err != nil {
			return nil, err
		}
		return replaceGroup(n, c.Arg("name"), body)
	})
	serve(n, admin, "DELETE /admin/groups/{name}", func(c *emulator.Call) (any, error) {
		return emulator.Empty{}, deleteGroup(n, c.Arg("name"))
	})
	serve(n, anyone, "GET /groups", func(*emulator.Call) (any, error) {
		all := []any{}
		for _, group := range n.Store.Collection(groups).All() {
			all = append(all, pick(group, "name"))
		}
		return all, nil
	})
}

func findGroup(n *emulator.Node, name string) (Document, error) {
	group, ok := n.Store.Collection(groups).Get(name)
	if !ok {
		return nil, emulator.NotFound("Group '" + name + "' does not exist")
	}
	return group, nil
}

// groupFlags are the rights of a group; their name changed in 14.4 and the old one is gone in 15 (govern.md 4).
func groupFlags(n *emulator.Node) []string {
	switch {
	case n.AtLeast("15"):
		return []string{"admin", "isGovernArchitect"}
	case n.AtLeast("14.4"):
		return []string{"admin", "mayManageGovern", "isGovernArchitect"}
	}
	return []string{"admin", "mayManageGovern"}
}

// groupShape is that of govern.md 4.
func groupShape(n *emulator.Node) emulator.Shape {
	members := emulator.Members{"name": emulator.String, "description": emulator.String, "sourceType": emulator.String}
	for _, flag := range groupFlags(n) {
		members[flag] = emulator.Bool
	}
	for _, mapping := range groupMappings {
		members[mapping] = emulator.List(emulator.String)
	}
	return emulator.Object(members)
}

var groupMappings = []string{"ldapGroupNames", "ssoGroupNames", "azureADGroupNames", "customGroupNames"}

// newGroup takes name, description and source type of a creation; rights and mappings need a PUT (govern.md 4).
func newGroup(n *emulator.Node, body Document) Document {
	group := Document{"name": text(body, "name"), "description": text(body, "description"), "sourceType": "LOCAL"}
	if sourceType := text(body, "sourceType"); sourceType != "" {
		group["sourceType"] = sourceType
	}
	for _, flag := range groupFlags(n) {
		group[flag] = false
	}
	for _, mapping := range groupMappings {
		group[mapping] = []any{}
	}
	return group
}

func createGroup(n *emulator.Node, body Document) error {
	name := text(body, "name")
	switch {
	case !nameForm.MatchString(name):
		return emulator.IllegalArgument("Invalid group name: '" + name + "'")
	case n.Store.Collection(groups).Has(name):
		return emulator.Coded("ERR_SECURITY_GROUP_EXISTS", "Group '"+name+"' already exists")
	}
	if err := checkSourceType(body); err != nil {
		return err
	}
	n.Store.Collection(groups).Put(name, newGroup(n, body))
	putIdentityArtifact(n, groupBlueprint, name, name)
	return nil
}

func checkSourceType(body Document) error {
	sourceType := text(body, "sourceType")
	if sourceType != "" && !slices.Contains(sourceTypes, sourceType) {
		return emulator.IllegalArgument("No enum constant com.dataiku.dip.security.UserSourceType." + sourceType)
	}
	return nil
}

// replaceGroup resets whatever the body leaves out.
func replaceGroup(n *emulator.Node, name string, body Document) (Document, error) {
	if _, err := findGroup(n, name); err != nil {
		return nil, err
	}
	if err := checkSourceType(body); err != nil {
		return nil, err
	}
	body["name"] = name
	group := newGroup(n, body)
	for _, flag := range groupFlags(n) {
		group[flag] = body[flag] == true
	}
	for _, mapping := range groupMappings {
		group[mapping] = list(body[mapping])
	}
	n.Store.Collection(groups).Put(name, group)
	return group, nil
}

func deleteGroup(n *emulator.Node, name string) error {
	if _, err := findGroup(n, name); err != nil {
		return err
	}
	n.Store.Collection(groups).Delete(name)
	deleteIdentityArtifact(n, groupBlueprint, name)
	for _, user := range n.Store.Collection(users).All() {
		members := stringList(user["groups"])
		if slices.Contains(members, name) {
			user["groups"] = slices.DeleteFunc(members, func(other string) bool { return other == name })
			n.Store.Collection(users).Put(text(user, "login"), user)
		}
	}
	return nil
}
