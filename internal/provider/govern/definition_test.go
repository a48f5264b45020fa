package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestIncompleteDefinitionsAreRefused(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Refused(t, s.Apply(`{"definition_json":{
		"fieldDefinitions":{"a":{"fieldType":"CATEGORY"}},"workflowDefinition":{"stepDefinitions":[{"id":"s"}]}
	}}`), "needs fieldDefinitions.a.label", "fieldDefinitions.a.sourceType", "fieldDefinitions.a.categories", "stepDefinitions[0].name")
}

func TestForksMayNameFieldsInPart(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	providertest.Done(t, s.Apply(`{"origin_version_id":"bv.origin","definition_json":{"fieldDefinitions":{"forked":{"required":true}}}}`))
	all, _ := definitionOf(s)["fieldDefinitions"].(emulator.Document)
	if field, _ := all["forked"].(emulator.Document); field["required"] != true || field["label"] != "Forked" {
		t.Errorf("the field is %v", field)
	}
}

func TestBlankPagesDrawWarnings(t *testing.T) {
	s := providertest.Story(t, "govern_blueprint_version")
	r := providertest.Done(t, s.Apply(`{"definition_json":{"uiDefinition":{"artifactPageViewId":"","uiStepDefinitions":{"draft":{"viewId":""}}}}}`))
	providertest.Says(t, r, "uiDefinition.artifactPageViewId names no view", "uiDefinition.uiStepDefinitions.draft.viewId names no view")
}
