package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func flagsOf(group document) (known int, set []string) {
	for member, value := range group {
		if member == "admin" || strings.HasPrefix(member, "may") {
			known++
			if value == true {
				set = append(set, member)
			}
		}
	}
	return known, set
}

func TestGroupLife(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.refused(p.send("GET", "/admin/groups/devs", nil), 404, "NotFoundException", "Group 'devs' does not exist")
	p.must("POST", "/admin/groups/", document{"name": "devs", "description": nil, "sourceType": "LOCAL", "admin": true, "mayCreateProjects": true})
	p.refused(p.send("POST", "/admin/groups/", document{"name": "devs"}), 400, "CodedException", "ERR_SECURITY_GROUP_EXISTS")
	group := p.get("/admin/groups/devs")
	known, set := flagsOf(group)
	p.same("flags at creation", []any{known, set, group["description"]}, []any{27, []string{"mayWriteSafeCode"}, ""})
	p.must("PUT", "/admin/groups/devs", group)
	p.same("a PUT of the GET", p.get("/admin/groups/devs"), group)

	p.must("PUT", "/admin/groups/devs", document{
		"name": "other", "mayCreateProjects": true, "ldapGroupNames": []string{"b", "a"}, "mayManageEnterpriseAssetLibrary": true,
		"unknown": 1, "sourceType": "LDAP", "canObtainAPITicketFromCookiesForGroupsRegex": "x.*",
	})
	group = p.get("/admin/groups/devs")
	_, set = flagsOf(group)
	p.same("flags after a short PUT", set, []string{"mayCreateProjects"})
	for member, want := range map[string]any{
		"name": "devs", "unknown": nil, "mayManageEnterpriseAssetLibrary": nil, "sourceType": "LDAP", "ssoGroupNames": []any{},
		"ldapGroupNames": []string{"b", "a"}, "canObtainAPITicketFromCookiesForGroupsRegex": "x.*",
	} {
		p.same(member, group[member], want)
	}
	p.same("list", at(p.must("GET", "/admin/groups/", nil), 1), group)
	p.same("names", at(p.must("GET", "/groups", nil), 1, "name"), "devs")

	newUser(p, "jdoe", document{"groups": []string{"devs", "x"}})
	p.must("DELETE", "/admin/groups/devs", nil)
	p.same("groups of a member", p.get("/admin/users/jdoe")["groups"], []string{"x"})
	p.refused(p.send("DELETE", "/admin/groups/devs", nil), 404, "NotFoundException", "")
}

func TestGroupRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	for part, body := range map[string]document{
		"Invalid group name":     {"name": "a/b"},
		"GroupSourceType.MAGIC":  {"name": "g", "sourceType": "MAGIC"},
		"Invalid group name: ''": {},
	} {
		if a := p.send("POST", "/admin/groups", body); a.status != 400 || !strings.Contains(compact(a.body), part) {
			t.Errorf("%v: %d %s", body, a.status, a.text)
		}
	}
	for part, body := range map[string]document{
		"ldapGroupNames": {"ldapGroupNames": "a,b"},
		"admin":          {"admin": "yes"},
		"MAGIC":          {"sourceType": "MAGIC"},
	} {
		p.refused(p.send("PUT", "/admin/groups/administrators", body), 400, "IllegalArgumentException", part)
	}
}

func TestGroupsOf15(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "15.0.0"})
	p.must("POST", "/admin/groups/", document{"name": "devs", "admin": true})
	group := p.get("/admin/groups/devs")
	known, _ := flagsOf(group)
	p.same("flags", []any{known, group["admin"], group["mayCreateMiraInfrastructures"]}, []any{30, true, false})
}

func TestGroupNamesBefore126(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "12.5.2"})
	p.must("POST", "/admin/groups/", document{"name": "devs"})
	p.same("fresh", p.get("/admin/groups/devs")["ldapGroupNames"], "")
	p.must("PUT", "/admin/groups/devs", document{"ldapGroupNames": "a,b"})
	p.same("stored", p.get("/admin/groups/devs")["ldapGroupNames"], "a,b")
	p.refused(p.send("PUT", "/admin/groups/devs", document{"ldapGroupNames": []any{"a"}}), 400, "IllegalArgumentException", "ldapGroupNames")
}

func TestAuthorizationMatrix(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/admin/groups/", document{"name": "devs"})
	p.must("PUT", "/admin/groups/devs", document{"mayCreateProjects": true})
	newUser(p, "jdoe", document{"groups": []string{"devs"}})
	newUser(p, "gone", nil)
	p.change("users", "gone", func(d document) { d["enabled"] = false })
	p.must("POST", "/projects/", document{"projectKey": "P", "name": "Project", "owner": "jdoe"})
	p.must("PUT", "/projects/P/permissions", document{
		"owner": "jdoe", "permissions": []any{document{"group": "administrators", "readProjectContent": true}},
	})
	matrix := p.get("/admin/authorization-matrix")
	for path, want := range map[string]any{
		"perUser/users": []string{"admin", "jdoe"}, "perUser/mayCreateProjects": []bool{true, true}, "perUser/admin": []bool{true, false},
		"perGroup/groups": []string{"administrators", "devs"}, "perGroup/admin": []bool{true, false},
		"perGroup/mayWriteSafeCode": []bool{true, false},
	} {
		half, member, _ := strings.Cut(path, "/")
		p.same(path, at(matrix, half, member), want)
	}
	users, groups := at(matrix, "perUser", "projectsGrants", 0), at(matrix, "perGroup", "projectsGrants", 0)
	p.same("project", []any{at(users, "projectKey"), at(users, "projectName")}, []any{"P", "Project"})
	p.same("grants of users", []any{
		at(users, "grants", 0, "readProjectContent"), at(users, "grants", 0, "admin"), at(users, "grants", 1, "admin"),
	}, []bool{true, false, true})
	p.same("grants of groups", []any{
		at(groups, "grants", 0, "readProjectContent"), at(groups, "grants", 1, "readProjectContent"),
	}, []bool{true, false})
}
