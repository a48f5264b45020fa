package govern_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

const (
	purpose   = `"purpose":{"label":"Purpose","fieldType":"TEXT","sourceType":"STORE"}`
	risk      = `"risk":{"label":"Risk","fieldType":"NUMBER","sourceType":"STORE"}`
	fields    = `"definition_json":{"fieldDefinitions":{` + purpose + `,` + risk + `}}`
	fewer     = `"definition_json":{"fieldDefinitions":{` + purpose + `}}`
	versionAt = "/admin/blueprint/bp.ai/version/bv.v1"
)

// definitionOf is the definition of bp.ai/bv.v1 as the node has it.
func definitionOf(s *kittest.Story) emulator.Document {
	var version emulator.Document
	s.Node().Do(func(store *emulator.Store) { version, _ = store.Collection("blueprint-versions").Get("bp.ai/bv.v1") })
	definition, _ := version["blueprintVersion"].(emulator.Document)
	return definition
}

func TestVersionSendsWhatChangedOnly(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	created := providertest.Done(t, s.Apply(`{"name":"One","status":"ACTIVE",`+fields+`}`))
	lines := strings.Split(sent(created), "\n")
	if len(lines) != 3 || lines[0] != "POST versions name=One&newIdentifier=v1" ||
		!strings.HasPrefix(lines[1], `PUT bv.v1  {`) || lines[2] != `PUT status  "ACTIVE"` {
		t.Errorf("the creation sent\n%s", sent(created))
	}
	if got := sent(providertest.Done(t, s.Apply(`{"name":"One","status":"ARCHIVED",`+fields+`}`))); got != `PUT status  "ARCHIVED"` {
		t.Errorf("the change of the status sent\n%s", got)
	}
	if got := sent(providertest.Done(t, s.Apply(`{"name":"Two","status":"ARCHIVED",`+fields+`}`))); !strings.HasPrefix(got, "PUT bv.v1") || strings.Contains(got, "\n") {
		t.Errorf("the change of the name sent\n%s", got)
	}
	for _, status := range []string{"DRAFT", "ARCHIVED", "ACTIVE", "DRAFT"} {
		providertest.Done(t, s.Apply(`{"name":"Two","status":"`+status+`",`+fields+`}`))
	}
}

func TestRemovedFieldGoesWhole(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{`+fields+`}`))
	providertest.Done(t, s.Apply(`{`+fewer+`}`))
	if left, _ := definitionOf(s)["fieldDefinitions"].(emulator.Document); left["risk"] != nil || left["purpose"] == nil {
		t.Errorf("left are %v", left)
	}
}

func TestDroppedMembersAreNamed(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	typo := `{"definition_json":{
		"feildDefinitions":{},
		"fieldDefinitions":{"a":{"label":"A","fieldType":"TEXT","sourceType":"STORE","isMandatory":true}},
		"workflowDefinition":{"stepDefinitions":[{"id":"s","name":"S"},{"id":"t","name":"T","colour":"red"}]}
	}}`
	lost := []string{
		"did not keep definition_json /feildDefinitions", "did not keep definition_json /fieldDefinitions/a/isMandatory",
		`did not keep definition_json /workflowDefinition/stepDefinitions/1/colour`, `holds nothing instead of "red"`,
	}
	providertest.Says(t, providertest.Done(t, s.Apply(typo)), lost...)
	if s.Value("version_id") != "bv.v1" {
		t.Error("the version is not in the state")
	}
	if r := s.Apply(typo); r.Action != "update" {
		t.Errorf("the next apply is to %s", r.Action)
	} else {
		providertest.Failed(t, r, lost...)
	}
	providertest.Done(t, s.Destroy())
}

func TestRefusedDefinitionLeavesNoOrphan(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Failed(t, s.Apply(`{"definition_json":{"fieldDefinitions":{"a":{"label":"A","fieldType":"COLOUR","sourceType":"STORE"}}}}`), "No enum constant")
	if s.Value("version_id") != "bv.v1" {
		t.Fatal("the draft is not in the state")
	}
	if r := providertest.Done(t, s.Apply(`{`+fields+`}`)); r.Action != "replace" {
		t.Errorf("the next apply is to %s", r.Action)
	}
	providertest.Done(t, s.Destroy())
	if definitionOf(s) != nil {
		t.Error("the version is still there")
	}
}

func TestVersionsOfOthersAreNotTakenOver(t *testing.T) {
	for name, test := range map[string]struct{ path, then, configuration string }{
		"with a field":      {"newIdentifier=v1", "", `{` + fields + `}`},
		"active":            {"newIdentifier=v1", `"ACTIVE"`, `{` + fields + `}`},
		"of another name":   {"newIdentifier=v1&name=Theirs", "", `{"name":"Ours",` + fields + `}`},
		"of another origin": {"newIdentifier=v1&originVersionId=bv.origin", "", `{` + fields + `}`},
	} {
		t.Run(name, func(t *testing.T) {
			s := providertest.Story(t, "govern_blueprint_version")
			s.Request("POST", "/admin/blueprint/bp.ai/versions?"+test.path, "")
			if test.then != "" {
				s.Request("PUT", versionAt+"/status", test.then)
			}
			if name == "with a field" {
				s.Request("PUT", versionAt, `{"fieldDefinitions":{"theirs":{"label":"T","fieldType":"TEXT","sourceType":"STORE"}}}`)
			}
			providertest.Failed(t, s.Apply(test.configuration), "it already exists", `id = "bp.ai/bv.v1"`)
		})
	}
}

// withArtifact makes an artifact of the version.
func withArtifact(s *kittest.Story) {
	s.Request("POST", "/artifacts", `{"name":"A","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"fields":{"risk":5}}`)
}

func TestDangerZoneNeedsConsent(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{"status":"ACTIVE",`+fields+`}`))
	withArtifact(s)
	providertest.Failed(t, s.Apply(`{"status":"ACTIVE",`+fewer+`}`), "risk", "accept_danger_zone = true")
	if r := providertest.Done(t, s.Apply(`{"status":"ACTIVE","accept_danger_zone":true,`+fewer+`}`)); !strings.Contains(sent(r), "dangerZoneAccepted=True") {
		t.Errorf("sent\n%s", sent(r))
	}
	providertest.Failed(t, s.Destroy(), "is used by artifacts and cannot be deleted")
	if s.Value("version_id") == "" {
		t.Error("the refused deletion lost the version")
	}
}

func TestConsentIsSentOnlyWhenGiven(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{`+fields+`}`))
	if r := providertest.Done(t, s.Apply(`{`+fewer+`}`)); strings.Contains(sent(r), "dangerZone") {
		t.Errorf("sent\n%s", sent(r))
	}
	if r := providertest.Done(t, s.Apply(`{"accept_danger_zone":true,`+fewer+`}`)); sent(r) != "" {
		t.Errorf("the consent alone sent\n%s", sent(r))
	}
}

func TestLicenceIsNamed(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.GovernLicensed = false })
	providertest.Failed(t, s.Apply(`{`+fields+`}`), "does not allow you to use the Govern Blueprint Designer", "Advanced Govern licence")
}

func TestForkKeepsWhatItWasForkedFrom(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{"origin_version_id":"bv.origin",`+fields+`}`))
	if all, _ := definitionOf(s)["fieldDefinitions"].(emulator.Document); len(all) != 3 {
		t.Errorf("the fields are %v", all)
	}
	if got := s.Value("instructions"); got != "Fork me." {
		t.Errorf("the instructions are %q", got)
	}
	// The lineage of a version whose origin was deleted is unknown; it must not replace the version.
	s.Node().Do(func(store *emulator.Store) {
		versions := store.Collection("blueprint-versions")
		version, _ := versions.Get("bp.ai/bv.v1")
		trace, _ := version["blueprintVersionTrace"].(emulator.Document)
		trace["originVersionId"] = nil
		versions.Put("bp.ai/bv.v1", version)
	})
	if r := providertest.Done(t, s.Apply(`{"origin_version_id":"bv.origin",`+fields+`}`)); r.Action != "no change" {
		t.Errorf("without the lineage the plan is to %s", r.Action)
	}
}

func TestVersionOfProductBlueprint(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{"blueprint_id":"bp.system.govern_project","identifier":"corp","origin_version_id":"bv.system.default"}`))
	providertest.Done(t, s.Destroy())
	s.Import("bp.system.govern_project/bv.system.default")
	if s.Value("identifier") != "system.default" || s.Value("status") != "ACTIVE" {
		t.Errorf("identifier %q, status %q", s.Value("identifier"), s.Value("status"))
	}
	providertest.Failed(t, s.Destroy(), "bv.system.default is delivered with the product", "terraform state rm")
	providertest.Failed(t, s.Apply(`{"identifier":"system.default"}`), "read with the data source but not managed")
}

func TestDefinitionIsChecked(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Failed(t, s.Apply(`{"definition_json":{"id":{"blueprintId":"bp.ai","versionId":"bv.v1"}}}`), "the member id")
	providertest.Failed(t, s.Apply(`{"definition_json":{"name":"One"}}`), "belongs to `name`")
	providertest.Failed(t, s.Apply(`{"definition_json":{"uiDefinition":{"views":{"v":{"viewComponent":{"type":"text-field","absoluteUiIndex":"x"}}}}}}`),
		"absoluteUiIndex")
	providertest.Failed(t, s.Apply(`{"blueprint_id":"ai"}`), "bp.example")
	providertest.Failed(t, s.Apply(`{"identifier":"bv.v1"}`), "the server adds the prefix bv. itself")
	providertest.Failed(t, s.Apply(`{"status":"LIVE"}`), "DRAFT")
}
