package dss

import (
	"reflect"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const groups = "groups"

var groupSourceTypes = []string{"LOCAL", "LDAP", "SAAS", "AZURE_AD", "CUSTOM"}

// groupNameLists map groups of suppliers.
var groupNameLists = []string{"ldapGroupNames", "ssoGroupNames", "azureADGroupNames", "customGroupNames"}

// abilities are the flags of groups and of API keys (dss-admin.md 6.1).
var abilities = []string{
	"admin", "mayManageUDM", "mayCreateProjects", "mayCreateProjectsFromMacros", "mayCreateProjectsFromTemplates",
	"mayCreateProjectsFromDataikuApps", "mayWriteUnsafeCode", "mayWriteSafeCode", "mayCreateAuthenticatedConnections",
	"mayCreateCodeEnvs", "mayCreateClusters", "mayCreateCodeStudioTemplates", "mayDevelopPlugins", "mayEditLibFolders",
	"mayManageCodeEnvs", "mayManageClusters", "mayManageCodeStudioTemplates", "mayViewIndexedHiveConnections",
	"mayCreatePublishedAPIServices", "mayCreatePublishedProjects", "mayWriteInRootProjectFolder",
	"mayCreateActiveWebContent", "mayCreateWorkspaces", "mayShareToWorkspaces", "mayCreateDataCollections",
	"mayPublishToDataCollections", "mayManageFeatureStore",
}

// abilities15 arrived after a real answer of the 14.2 era that lacks them (observed.md 3).
var abilities15 = []string{
	"mayManageEnterpriseAssetLibrary", "mayCreateEnterpriseAssetCollections", "mayCreateMiraInfrastructures",
}

func knownAbilities(n *emulator.Node) []string {
	if n.AtLeast("15.0.0") {
		return append(slices.Clone(abilities), abilities15...)
	}
	return abilities
}

func handleGroups(n *emulator.Node) {
	seedGroups(n)
	n.Handle("GET /admin/groups", func(*emulator.Call) (any, error) { return n.Store.Collection(groups).All(), nil })
	n.Handle("POST /admin/groups", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		if err := createGroup(n, body); err != nil {
			return nil, err
		}
		return emulator.Status{Code: 201, Body: Document{"msg": "Created group " + text(body, "name")}}, nil
	})
	n.Handle("GET /admin/groups/{name}", func(c *emulator.Call) (any, error) { return findGroup(n, c.Arg("name")) })
	n.Handle("PUT /admin/groups/{name}", func(c *emulator.Call) (any, error) {
		stored, err := findGroup(n, c.Arg("name"))
		if err != nil {
			return nil, err
		}
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		group, err := groupDocument(n, stored, body)
		if err != nil {
			return nil, err
		}
		n.Store.Collection(groups).Put(c.Arg("name"), group)
		return Document{"msg": "Updated group " + c.Arg("name")}, nil
	})
	n.Handle("DELETE /admin/groups/{name}", func(c *emulator.Call) (any, error) {
		if _, err := findGroup(n, c.Arg("name")); err != nil {
			return nil, err
		}
		n.Store.Collection(groups).Delete(c.Arg("name"))
		removeMembers(n, c.Arg("name"))
		return emulator.Empty{}, nil
	})
	n.Handle("GET /groups", func(*emulator.Call) (any, error) {
		list := []any{}
		for _, group := range n.Store.Collection(groups).All() {
			list = append(list, pick(group, "name", "description", "sourceType"))
		}
		return list, nil
	}, emulator.Since("14.0.0"))
}

// seedGroups makes the group of the administrator, and the one that API-made users also join on DSS 15
// (dss-admin.md 5.3; its real name is not known).
func seedGroups(n *emulator.Node) {
	administrators := newGroup(n, "administrators")
	for _, ability := range knownAbilities(n) {
		administrators[ability] = true
	}
	n.Store.Collection(groups).Put("administrators", administrators)
	if n.AtLeast("15.0.0") {
		n.Quirks.DefaultGroup = "all_users"
		n.Store.Collection(groups).Put("all_users", newGroup(n, "all_users"))
	}
}

func findGroup(n *emulator.Node, name string) (Document, error) {
	group, ok := n.Store.Collection(groups).Get(name)
	if !ok {
		return nil, emulator.NotFound("Group '" + name + "' does not exist")
	}
	return group, nil
}

// newGroup has one ability (observed.md 3, samples/group-just-created).
func newGroup(n *emulator.Node, name string) Document {
	group := Document{
		"name": name, "description": "", "sourceType": "LOCAL", "canObtainAPITicketFromCookiesForGroupsRegex": "",
	}
	for _, member := range groupNameLists {
		group[member] = noGroupNames(n)
	}
	for _, ability := range knownAbilities(n) {
		group[ability] = ability == "mayWriteSafeCode"
	}
	return group
}

// noGroupNames is an empty member of groupNameLists: a JSON list since 12.6, one text joined by commas before
// (observed.md 3).
func noGroupNames(n *emulator.Node) any {
	if n.AtLeast("12.6.0") {
		return []any{}
	}
	return ""
}

// createGroup takes name, description and source type; DSS 15 also takes `admin` (dss-admin.md 6).
func createGroup(n *emulator.Node, body Document) error {
	name := text(body, "name")
	switch {
	case !nameForm.MatchString(name):
		return emulator.IllegalArgument("Invalid group name: '" + name + "'")
	case n.Store.Collection(groups).Has(name):
		return emulator.Coded("ERR_SECURITY_GROUP_EXISTS", "Group '"+name+"' already exists")
	}
	group := newGroup(n, name)
	if description := text(body, "description"); description != "" {
		group["description"] = description
	}
	if sourceType := text(body, "sourceType"); sourceType != "" {
		if !slices.Contains(groupSourceTypes, sourceType) {
			return unknownGroupSource(sourceType)
		}
		group["sourceType"] = sourceType
	}
	if admin, ok := body["admin"].(bool); ok && n.AtLeast("15.0.0") {
		group["admin"] = admin
	}
	n.Store.Collection(groups).Put(name, group)
	return nil
}

// groupDocument is the document that a PUT stores: flags that the body does not name become false and members that
// this version does not know are dropped (dss-admin.md 6, 30).
func groupDocument(n *emulator.Node, stored, body Document) (Document, error) {
	group := newGroup(n, text(stored, "name"))
	keep(group, stored, "sourceType")
	for _, member := range []string{"description", "sourceType", "canObtainAPITicketFromCookiesForGroupsRegex"} {
		if body[member] != nil {
			group[member] = text(body, member)
		}
	}
	if sourceType := text(group, "sourceType"); !slices.Contains(groupSourceTypes, sourceType) {
		return nil, unknownGroupSource(sourceType)
	}
	for _, member := range groupNameLists {
		if body[member] == nil {
			continue
		}
		if reflect.TypeOf(body[member]) != reflect.TypeOf(group[member]) {
			return nil, emulator.IllegalArgument("Wrong type of " + member)
		}
		group[member] = body[member]
	}
	return group, readAbilities(n, group, body)
}

// readAbilities sets every flag of this version from a body; one that it does not name is false.
func readAbilities(n *emulator.Node, target, body Document) error {
	for _, ability := range knownAbilities(n) {
		value, isBool := body[ability].(bool)
		if body[ability] != nil && !isBool {
			return emulator.IllegalArgument("Expected a boolean in " + ability)
		}
		target[ability] = value
	}
	return nil
}

func unknownGroupSource(sourceType string) error {
	return emulator.IllegalArgument("No enum constant com.dataiku.dip.security.GroupSourceType." + sourceType)
}

// removeMembers takes a deleted group from its members. What a real node does is not known (dss-admin.md 31, Q13).
func removeMembers(n *emulator.Node, name string) {
	for _, user := range n.Store.Collection(users).All() {
		names := texts(user["groups"])
		if !slices.Contains(names, name) {
			continue
		}
		user["groups"] = sortedSet(slices.DeleteFunc(names, func(other string) bool { return other == name }))
		n.Store.Collection(users).Put(text(user, "login"), user)
	}
}

// abilitiesOf adds up the flags of groups; there is no denial (dss-admin.md 6.1).
func abilitiesOf(n *emulator.Node, names []string) map[string]bool {
	flags := map[string]bool{}
	for _, name := range names {
		group, _ := n.Store.Collection(groups).Get(name)
		for _, ability := range knownAbilities(n) {
			flags[ability] = flags[ability] || group[ability] == true
		}
	}
	return flags
}
