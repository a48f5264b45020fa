package dss_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestIdentitySourcesLiveInTheGeneralSettings(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	for address, block := range map[string]string{
		"ldap-settings": "ldapSettings", "sso-settings": "ssoSettings", "azure-ad-settings": "azureADSettings",
	} {
		path := "/admin/iam/" + address
		source := p.get(path)
		p.same(address, source, p.get(settingsPath)[block])
		source["enabled"] = true
		// The vendor's client sends a double slash.
		if a := p.send("PUT", "/admin//iam/"+address, source); a.status != 200 || a.text != "" {
			t.Errorf("%s: put answered %d %q", address, a.status, a.text)
		}
		p.same(address, at(p.get(settingsPath), block, "enabled"), true)
		all := p.get(settingsPath)
		set(all, false, block, "enabled")
		p.must("PUT", settingsPath, all)
		p.same(address, p.get(path)["enabled"], false)
	}
}

func TestIdentitySourcesAreCompletedAndChecked(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("PUT", "/admin/iam/sso-settings", document{"enabled": true, "openIDParams": document{"clientSecret": "clear"}})
	sso := p.get("/admin/iam/sso-settings")
	p.same("default", at(sso, "openIDParams", "scope"), "openid")
	if secret, _ := at(sso, "openIDParams", "clientSecret").(string); !strings.HasPrefix(secret, "e:AES:") {
		t.Errorf("the secret is %q", secret)
	}
	p.must("PUT", "/admin/iam/sso-settings", sso)
	p.same("echo", p.get("/admin/iam/sso-settings"), sso)
	p.refused(p.send("PUT", "/admin/iam/sso-settings", document{"protocol": "CAS"}), 400, "IllegalArgumentException", "SSOProtocol.CAS")
	p.refused(p.send("PUT", "/admin/iam/ldap-settings", document{"authorizedGroups": "a,b"}), 400, "JsonSyntaxException", "authorizedGroups")
}

func TestAuthorizedGroupsBefore126AreOneText(t *testing.T) {
	p := newProbe(t, emulator.Options{Version: "12.5.2"})
	ldap := p.get("/admin/iam/ldap-settings")
	p.same("fresh", ldap["authorizedGroups"], "")
	ldap["authorizedGroups"] = "a,b"
	p.must("PUT", "/admin/iam/ldap-settings", ldap)
	p.same("given", p.get("/admin/iam/ldap-settings")["authorizedGroups"], "a,b")
	p.same("before the routes", newProbe(t, emulator.Options{Version: "12.4.0"}).send("GET", "/admin/iam/ldap-settings", nil).status, 404)
}
