package dss

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// handleAuthorizationMatrix answers columns: names, and for each flag one value a name (dss-admin.md 7).
func handleAuthorizationMatrix(n *emulator.Node) {
	n.Handle("GET /admin/authorization-matrix", func(*emulator.Call) (any, error) {
		var logins, names []string
		memberships := map[string][]string{}
		for _, user := range n.Store.Collection(users).All() {
			if user["enabled"] == true {
				logins = append(logins, text(user, "login"))
				memberships[text(user, "login")] = texts(user["groups"])
			}
		}
		for _, name := range n.Store.Collection(groups).IDs() {
			names = append(names, name)
		}
		perUser := matrixHalf(n, "users", logins, func(login string) []string { return memberships[login] })
		perGroup := matrixHalf(n, "groups", names, func(name string) []string { return []string{name} })
		return Document{"perUser": perUser, "perGroup": perGroup}, nil
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
	half := Document{kind: names, "projectsGrants": []any{}}
	for ability, column := range columns {
		half[ability] = column
	}
	return half
}
