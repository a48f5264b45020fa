package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleAuthorizationMatrix answers columns: names, and for each flag one value a name (dss-admin.md 7).
func handleAuthorizationMatrix(n *emulator.Node) {
	n.Handle("GET /admin/authorization-matrix", func(*emulator.Call) (any, error) {
		logins, memberships := []string{}, map[string][]string{}
		for _, user := range n.Store.Collection(users).All() {
			if user["enabled"] == true {
				logins = append(logins, text(user, "login"))
				memberships[text(user, "login")] = texts(user["groups"])
			}
		}
		groupsOfUser := func(login string) []string { return memberships[login] }
		itself := func(name string) []string { return []string{name} }
		return Document{
			"perUser":  matrixHalf(n, "users", logins, groupsOfUser),
			"perGroup": matrixHalf(n, "groups", n.Store.Collection(groups).IDs(), itself),
		}, nil
	})
}

func matrixHalf(n *emulator.Node, kind string, names []string, groupsOf func(name string) []string) Document {
	columns := map[string][]bool{}
	for _, name := range names {
		flags := abilitiesOf(n, groupsOf(name))
		for _, ability := range knownAbilities(n) {
			columns[ability] = append(columns[ability], flags[ability])
		}
	}
	grants := []any{}
	for _, key := range n.Store.Collection(projects).IDs() {
		grants = append(grants, projectGrants(n, key, kind == "users", names, groupsOf))
	}
	half := Document{kind: append([]string{}, names...), "projectsGrants": grants}
	for ability, column := range columns {
		half[ability] = column
	}
	return half
}

// projectGrants has one object of flags a name. Users have what they or their groups are granted, and owners all.
func projectGrants(n *emulator.Node, key string, owners bool, names []string, groupsOf func(string) []string) Document {
	metadata, _ := n.Store.Collection(projectMetadata).Get(key)
	permissions, _ := n.Store.Collection(projectPermissions).Get(key)
	grants := []any{}
	for _, name := range names {
		flags := Document{}
		for _, flag := range projectFlags {
			flags[flag] = owners && text(permissions, "owner") == name
		}
		for _, entry := range objects(permissions, "permissions") {
			if owners && text(entry, "user") == name || slices.Contains(groupsOf(name), text(entry, "group")) {
				for _, flag := range projectFlags {
					flags[flag] = flags[flag] == true || entry[flag] == true
				}
			}
		}
		grants = append(grants, flags)
	}
	return Document{"projectKey": key, "projectName": text(metadata, "label"), "grants": grants}
}
