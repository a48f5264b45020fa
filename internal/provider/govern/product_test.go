package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestBlueprintsOfTheProduct(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint")
	s.Import("bp.system.govern_project")
	if s.Value("identifier") != "system.govern_project" {
		t.Errorf("identifier is %q", s.Value("identifier"))
	}
	providertest.Failed(t, s.Destroy(), "bp.system.govern_project is delivered with the product")
	providertest.Failed(t, s.Apply(`{"name":"Ours"}`), "delivered with the product")
}

func TestRolesOfTheProduct(t *testing.T) {
	s := providertest.Story(t, "govern_role")
	providertest.Failed(t, s.Apply(`{"identifier":"reader"}`), "ro.reader is delivered with the product")
	s.Import("ro.final_approver")
	providertest.Failed(t, s.Destroy(), "ro.final_approver is delivered with the product")
}

func TestBlueprintWithVersionsStays(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint")
	providertest.Done(t, s.Apply(`{}`))
	s.Request("POST", "/admin/blueprint/bp.sample/versions?newIdentifier=v1", "")
	providertest.Failed(t, s.Destroy(), "still has versions and cannot be deleted")
}

func TestExistingBlueprintIsNamedForImport(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint")
	s.Request("POST", "/admin/blueprints?newIdentifier=sample", `{"name":"Theirs"}`)
	providertest.Failed(t, s.Apply(`{}`), `"bp.sample": it already exists`, `id = "bp.sample"`, "name")
}

func TestRolesNeedNoDesigner(t *testing.T) {
	s := providertest.Story(t, "govern_role")
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.GovernLicensed = false })
	providertest.Done(t, s.Apply(`{"description":"d"}`))
	providertest.Done(t, s.Apply(`{}`))
	if s.Value("id") != "ro.sample" || s.Value("description") != "" {
		t.Errorf("id %q, description %q", s.Value("id"), s.Value("description"))
	}
}
