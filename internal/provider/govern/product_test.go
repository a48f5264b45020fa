package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestBlueprintsOfTheProduct(t *testing.T) {
	s := story(t, "govern_blueprint")
	s.Import("bp.system.govern_project")
	if s.Value("identifier") != "system.govern_project" {
		t.Errorf("identifier is %q", s.Value("identifier"))
	}
	refused(t, s.Destroy(), "bp.system.govern_project is delivered with the product")
	refused(t, s.Apply(`{"name":"Ours"}`), "delivered with the product")
}

func TestRolesOfTheProduct(t *testing.T) {
	s := story(t, "govern_role")
	refused(t, s.Apply(`{"identifier":"reader"}`), "ro.reader is delivered with the product")
	s.Import("ro.final_approver")
	refused(t, s.Destroy(), "ro.final_approver is delivered with the product")
}

func TestBlueprintWithVersionsStays(t *testing.T) {
	s := story(t, "govern_blueprint")
	done(t, s.Apply(`{}`))
	s.Request("POST", "/admin/blueprint/bp.sample/versions?newIdentifier=v1", "")
	refused(t, s.Destroy(), "still has versions and cannot be deleted")
}

func TestExistingBlueprintIsNamedForImport(t *testing.T) {
	s := story(t, "govern_blueprint")
	s.Request("POST", "/admin/blueprints?newIdentifier=sample", `{"name":"Theirs"}`)
	refused(t, s.Apply(`{}`), `"bp.sample": it already exists`, `id = "bp.sample"`, "name")
}

func TestRolesNeedNoDesigner(t *testing.T) {
	s := story(t, "govern_role")
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.GovernLicensed = false })
	done(t, s.Apply(`{"description":"d"}`))
	done(t, s.Apply(`{}`))
	if s.Value("id") != "ro.sample" || s.Value("description") != "" {
		t.Errorf("id %q, description %q", s.Value("id"), s.Value("description"))
	}
}
