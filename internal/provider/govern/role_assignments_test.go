package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestFirstAssignmentOfABlueprint(t *testing.T) {
	s := providertest.Story(t, "govern_role_assignment", func(sample *kittest.Sample) { sample.Setup = sample.Setup[:1] })
	result := providertest.Done(t, s.Apply(`{"groups":["legal"]}`))
	want := `POST blueprint-role-assignments  {"blueprintId":"bp.sample","roleAssignmentsRules":{"ro.reviewer":[` +
		`{"criteria":[],"fieldIds":[],"userContainers":[{"groupName":"legal","type":"group"}]}]}}`
	if got := sent(result); got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
	if got := sent(providertest.Done(t, s.Destroy())); got != "DELETE bp.sample" {
		t.Errorf("the destruction sent %s", got)
	}
}

func TestLastAssignmentLeavesInheritance(t *testing.T) {
	s := providertest.Story(t, "govern_role_assignment", func(sample *kittest.Sample) { sample.Setup = sample.Setup[:1] })
	s.Request("POST", "/admin/blueprint-role-assignments", `{"blueprintId":"bp.sample","inheritBlueprintIds":["bp.a"]}`)
	providertest.Done(t, s.Apply(`{"groups":["legal"]}`))
	want := `PUT bp.sample  {"blueprintId":"bp.sample","inheritArtifactFieldId":null,"inheritBlueprintId":null,"inheritBlueprintIds":["bp.a"],"roleAssignmentsRules":{}}`
	if got := sent(providertest.Done(t, s.Destroy())); got != want {
		t.Errorf("the destruction sent %s\nwant %s", got, want)
	}
}

func TestInheritanceInBothSpellingsStays(t *testing.T) {
	s := providertest.Story(t, "govern_role_assignments", func(sample *kittest.Sample) { sample.Setup = sample.Setup[:1] })
	s.Request("POST", "/admin/blueprint-role-assignments", `{"blueprintId":"bp.sample","inheritBlueprintId":"bp.a","inheritArtifactFieldId":"f",
		"inheritBlueprintIds":["bp.b"],"inheritArtifactFieldIds":["g"],"roleAssignmentsRules":{}}`)
	s.Import("bp.sample")
	result := providertest.Done(t, s.Apply(`{"inherit_blueprint_id":"bp.a","inherit_artifact_field_id":"f","roles":{"ro.reader":{"users":["ada"]}}}`))
	want := `PUT bp.sample  {"blueprintId":"bp.sample","inheritArtifactFieldId":"f","inheritArtifactFieldIds":["g"],"inheritBlueprintId":"bp.a",` +
		`"inheritBlueprintIds":["bp.b"],"roleAssignmentsRules":{"ro.reader":[{"criteria":[],"fieldIds":[],"userContainers":[{"login":"ada","type":"user"}]}]}}`
	if got := sent(result); got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
}

func TestRulesAreChecked(t *testing.T) {
	for rules, want := range map[string]string{
		`[]`:   "at least one rule",
		`{}`:   "must be a list",
		`[{}]`: "need the lists criteria, userContainers and fieldIds",
		`[{"criteria":[{}],"usersContainers":[],"fieldIds":[]}]`:                                    "need the lists",
		`[{"criteria":[{}],"userContainers":[],"fieldIds":[],"extra":1}]`:                           "and nothing else",
		`[{"criteria":[],"userContainers":[],"fieldIds":[]}]`:                                       "need criteria",
		`[{"criteria":[{}],"userContainers":[{"type":"role","roleId":"ro.x"}],"fieldIds":[]}]`:      "name a users container that is none of",
		`[{"criteria":[{}],"userContainers":[{"type":"USER","login":"ada"}],"fieldIds":["owner"]}]`: "name a users container that is none of",
	} {
		providertest.Refused(t, providertest.Story(t, "govern_role_assignment").Apply(`{"conditional_rules_json":`+rules+`}`), want)
		providertest.Refused(t, providertest.Story(t, "govern_role_assignments").Apply(`{"roles":{"ro.reader":{"conditional_rules_json":`+rules+`}}}`),
			"The conditional rules of ro.reader", want)
	}
	providertest.Refused(t, providertest.Story(t, "govern_role_assignments").Apply(`{"roles":{"reader":{}}}`), "must be a full identifier, such as ro.example")
}

func TestOtherMembersAreChecked(t *testing.T) {
	for inheritance, want := range map[string]string{
		`{"roleAssignmentsRules":{}}`:   "Write the rules as `roles`",
		`{"inheritBlueprintId":"bp.a"}`: "inherit_blueprint_id",
		`["inheritBlueprintId"]`:        "object",
	} {
		providertest.Refused(t, providertest.Story(t, "govern_role_assignments").Apply(`{"inheritance_json":`+inheritance+`}`), want)
	}
}

func TestExclusiveAssignmentsTakeOverAnEmptyDocument(t *testing.T) {
	s := providertest.Story(t, "govern_role_assignments")
	s.Request("POST", "/admin/blueprint-role-assignments", `{"blueprintId":"bp.sample"}`)
	providertest.Done(t, s.Apply(`{"roles":{"ro.reader":{"groups":["readers"]}}}`))
}

func TestExclusiveAssignmentsRespectThoseOfOthers(t *testing.T) {
	s := providertest.Story(t, "govern_role_assignments")
	s.Request("POST", "/admin/blueprint-role-assignments", `{"blueprintId":"bp.sample","roleAssignmentsRules":{"ro.theirs":[
		{"criteria":[],"userContainers":[{"type":"user","login":"eve"}],"fieldIds":[]}]}}`)
	providertest.Failed(t, s.Apply(`{"roles":{"ro.reader":{"groups":["readers"]}}}`), "it already exists", `id = "bp.sample"`, "differs from what the creation would make in: roles")
}
