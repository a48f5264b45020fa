package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestGroupLife(t *testing.T) {
	f := start(t, emulator.Options{})
	f.ok("POST", "/admin/groups/", `{"name":"legal","description":null,"sourceType":"LOCAL","admin":true}`)
	f.equal(f.ok("GET", "/admin/groups/legal", ""), `{"name":"legal","description":"","sourceType":"LOCAL","admin":false,"mayManageGovern":false,
		"ldapGroupNames":[],"ssoGroupNames":[],"azureADGroupNames":[],"customGroupNames":[]}`)
	f.refused(400, "already exists", "POST", "/admin/groups", `{"name":"legal"}`)
	f.equal(at(f.ok("PUT", "/admin/groups/legal", `{"name":"legal","mayManageGovern":true,"ldapGroupNames":["cn=legal"],"typo":1}`), "ldapGroupNames"), `["cn=legal"]`)
	f.equal(f.ok("GET", "/groups", ""), `[{"name":"administrators"},{"name":"readers"},{"name":"legal"}]`)

	f.ok("POST", "/admin/users", `{"login":"alice","password":"secret","groups":["legal","readers"]}`)
	f.ok("DELETE", "/admin/groups/legal", "")
	f.equal(at(f.ok("GET", "/admin/users/alice", ""), "groups"), `["readers"]`)
	f.refused(404, "Group 'legal'", "GET", "/admin/groups/legal", "")
}

func TestGroupFlagFollowsVersion(t *testing.T) {
	for version, flags := range map[string][2]bool{"14.3.3": {true, false}, "14.4.0": {true, true}, "15.0.0": {false, true}} {
		f := start(t, emulator.Options{Version: version})
		group, _ := f.ok("GET", "/admin/groups/readers", "").(doc)
		_, old := group["mayManageGovern"]
		_, architect := group["isGovernArchitect"]
		if old != flags[0] || architect != flags[1] {
			t.Errorf("%s: mayManageGovern %t, isGovernArchitect %t", version, old, architect)
		}
	}
}
