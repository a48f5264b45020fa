package govern_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestRemovedRoleLosesAllPermissions(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_permissions")
	providertest.Done(t, s.Apply(`{"role_permissions_json":{"ro.reader":{"artifact":{"read":true}},"ro.contributor":{"artifact":{"write":true}}}}`))
	s.Request("PUT", "/admin/blueprint-permissions/bp.sample", `{"blueprintId":"bp.sample","everyonePermissions":{"added":true},"rolePermissions":{
		"ro.reader":{"artifact":{"read":true}},"ro.contributor":{"artifact":{"write":true,"added":true}},"ro.theirs":{"artifact":{"read":true}}}}`)
	result := s.Apply(`{"role_permissions_json":{"ro.reader":{"artifact":{"read":true}}}}`)
	providertest.Done(t, result)
	want := `PUT bp.sample  {"blueprintId":"bp.sample","everyonePermissions":{"added":true},` +
		`"rolePermissions":{"ro.reader":{"artifact":{"read":true}},"ro.theirs":{"artifact":{"read":true}}}}`
	if got := sent(result); got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
}

func TestPermissionsAreChecked(t *testing.T) {
	for configuration, want := range map[string]string{
		`{"role_permissions_json":{"reader":{}}}`:        "The member reader is not the full identifier of a role",
		`{"role_permissions_json":{"ro.reader":"READ"}}`: "with an object of permissions",
		`{"role_permissions_json":["ro.reader"]}`:        "a JSON object of roles",
		`{"everyone_permissions_json":["read"]}`:         "The permissions of everyone are a JSON object",
	} {
		providertest.Refused(t, providertest.Story(t, "govern_default_permissions").Apply(configuration), want)
	}
}

func TestSecondPermissionsOfABlueprint(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_permissions")
	s.Request("POST", "/admin/blueprint-permissions", `{"blueprintId":"bp.sample","rolePermissions":{"ro.theirs":{"artifact":{"read":true}}}}`)
	result := s.Apply(`{"role_permissions_json":{"ro.reader":{"artifact":{"read":true}}}}`)
	providertest.Failed(t, result, "already exist")
	if strings.Contains(sent(result), "PUT") {
		t.Errorf("sent %s", sent(result))
	}
}
