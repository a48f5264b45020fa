package govern_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestSettingsKeepContentAndEncryptSecrets(t *testing.T) {
	f := start(t, emulator.Options{})
	f.ok("PUT", "/admin/general-settings", `{"mail":{"host":"h","password":"clear"},"big":9007199254740993}`)
	settings := f.ok("GET", "/admin/general-settings", "")
	f.equal(at(settings, "big"), jsonNumber("9007199254740993"))
	if secret, _ := at(settings, "mail", "password").(string); !strings.HasPrefix(secret, "e:AES:") {
		t.Errorf("the password is %q", secret)
	}
	f.ok("PUT", "/admin/general-settings", string(mustJSON(settings)))
	f.equal(f.ok("GET", "/admin/general-settings", ""), settings)

	for path, member := range map[string]string{
		"sso-settings": "openIDParams", "ldap-settings": "bindPassword", "azure-ad-settings": "credentialsClientSecret",
	} {
		if _, known := f.ok("GET", "/admin/iam/"+path, "").(doc)[member]; !known {
			t.Errorf("%s lacks %s", path, member)
		}
	}
	f.ok("PUT", "/admin//iam/ldap-settings", `{"enabled":true,"bindPassword":"clear"}`)
	f.equal(at(f.ok("GET", "/admin/iam/ldap-settings", ""), "enabled"), true)
	f.refused(400, "CAS", "PUT", "/admin/iam/sso-settings", `{"protocol":"CAS"}`)
	f.refused(400, "NONE", "PUT", "/admin/iam/sso-settings", `{"openIDParams":{"tokenEndpointAuthMethod":"NONE"}}`)
}

func TestCustomPages(t *testing.T) {
	f := start(t, emulator.Options{})
	created := f.ok("POST", "/admin/custom-pages?newIdentifier=mine", `{"name":"Mine","type":"artifact-table","visible":false,"columns":[{"x":1}]}`)
	f.equal(created, `{"id":"cp.mine","name":"Mine","type":"artifact-table","visible":false,"columns":[{"x":1}]}`)
	_, reader := f.newKey(`{"globalPermissions":{}}`)
	f.as(reader).refused(404, "cp.mine", "GET", "/custom-page/cp.mine", "")
	f.equal(at(f.as(reader).ok("GET", "/custom-pages", ""), 1), nil)
	f.equal(at(f.ok("GET", "/admin/custom-pages", ""), 1), created)

	f.refused(400, "all custom pages", "PUT", "/admin/custom-pages/order", `["cp.mine"]`)
	f.equal(f.ok("PUT", "/admin/custom-pages/order", `["cp.mine","cp.system.governable-items"]`), `["cp.mine","cp.system.governable-items"]`)
	f.equal(at(f.ok("GET", "/custom-pages", ""), 0, "id"), "cp.mine")

	f.ok("PUT", "/admin/custom-page/cp.mine", `{"id":"cp.mine","name":"M","type":"artifact-table","visible":true}`)
	f.equal(at(f.as(reader).ok("GET", "/custom-page/cp.mine", ""), "name"), "M")
	f.refused(409, "already exists", "POST", "/admin/custom-pages?newIdentifier=mine", `{"name":"M"}`)
	f.refused(400, "cannot be created", "POST", "/admin/custom-pages?newIdentifier=x", `{"name":"M","type":"standard-page"}`)
	f.refused(400, "do not match", "PUT", "/admin/custom-page/cp.mine", `{"id":"cp.other","name":"M"}`)
	f.refused(403, "only be hidden", "DELETE", "/admin/custom-page/cp.system.governable-items", "")
	f.ok("DELETE", "/admin/custom-page/cp.mine", "")
	f.equal(f.ok("GET", "/admin/custom-pages/order", ""), `["cp.system.governable-items"]`)
	f.node.SetQuirks(func(q *emulator.Quirks) { q.GovernLicensed = false })
	f.refused(403, "Custom Page Designer", "GET", "/admin/custom-pages", "")
	f.ok("GET", "/custom-pages", "")
}
