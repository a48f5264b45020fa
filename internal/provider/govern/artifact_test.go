package govern_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// countArtifacts counts those that are named like the sample.
func countArtifacts(s *kittest.Story) int {
	count := 0
	s.Node().Do(func(store *emulator.Store) {
		for _, artifact := range store.Collection("artifacts").All() {
			if artifact["name"] == "Churn scoring" {
				count++
			}
		}
	})
	return count
}

func TestArtifactOfAnInterruptedRun(t *testing.T) {
	s := providertest.Story(t, "govern_artifact")
	s.Request("POST", "/artifacts", `{"name":"Churn scoring","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"fields":{"risk":"Low"}}`)
	const configuration = `{"fields_json":{"risk":"Low"}}`
	providertest.Failed(t, s.Apply(configuration), "it already exists", "import {")
	s.Adopt()
	r := providertest.Done(t, s.Apply(configuration))
	if !r.Warned || countArtifacts(s) != 1 {
		t.Errorf("warned: %v, artifacts: %d", r.Warned, countArtifacts(s))
	}
}

func TestArtifactOfOthersKeepsItsName(t *testing.T) {
	s := providertest.Story(t, "govern_artifact")
	s.Request("POST", "/artifacts", `{"name":"Churn scoring","blueprintVersionId":{"blueprintId":"bp.ai","versionId":"bv.v1"},"fields":{"risk":"High"}}`)
	providertest.Done(t, s.Apply(`{}`))
	if countArtifacts(s) != 2 {
		t.Errorf("%d artifacts, want theirs and ours", countArtifacts(s))
	}
}

func TestWhatIsRemovedFromFieldsIsEmptied(t *testing.T) {
	s := providertest.Story(t, "govern_artifact")
	providertest.Done(t, s.Apply(`{"fields_json":{"risk":"Low","purpose":"p","extra":{"a":{"b":1}}}}`))
	r := providertest.Done(t, s.Apply(`{"fields_json":{"purpose":"p"}}`))
	if sent := sent(r); strings.Contains(sent, "risk") || strings.Contains(sent, "extra") {
		t.Errorf("sent %s", sent)
	}
}

func TestStepsOfPeopleAreLeftAlone(t *testing.T) {
	s := providertest.Story(t, "govern_artifact")
	providertest.Done(t, s.Apply(`{"step_statuses":{"draft":"FINISHED"}}`))
	s.Node().Do(func(store *emulator.Store) {
		artifact, _ := store.Collection("artifacts").Get(s.Value("id"))
		client.Store(artifact, "ONGOING", "workflow", "steps", "review", "status")
		store.Collection("artifacts").Put(s.Value("id"), artifact)
	})
	if r := providertest.Done(t, s.Apply(`{"step_statuses":{"draft":"FINISHED"}}`)); r.Action != "no change" {
		t.Errorf("the plan is to %s", r.Action)
	}
}

func TestArtifactIsProtected(t *testing.T) {
	s := providertest.Story(t, "govern_artifact")
	providertest.Done(t, s.Apply(`{"deletion_protection":true}`))
	providertest.Refused(t, s.Destroy(), "deletion_protection")
	providertest.Failed(t, s.Apply(`{"fields_json":["risk"]}`), "Not a JSON object")
}

func TestRefusedFieldsAreNamed(t *testing.T) {
	s := providertest.Story(t, "govern_artifact")
	providertest.Failed(t, s.Apply(`{"fields_json":{"risk":"Middling"}}`), "'Middling' for field ID 'risk' is not a valid category")
	providertest.Done(t, s.Apply(`{"fields_json":{"risk":"Low"}}`))
	if countArtifacts(s) != 1 {
		t.Error("the refused creation left an artifact")
	}
}
