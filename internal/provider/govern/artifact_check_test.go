package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestMisfitsAreFoundByThePlan(t *testing.T) {
	for configuration, text := range map[string]string{
		`{"fields_json":{"nowhere":"x"}}`:         "Field nowhere is not defined by the version.",
		`{"fields_json":{"risk":"Middling"}}`:     `Field risk has no category "Middling".`,
		`{"fields_json":{"budget":"12"}}`:         `Field budget is of type NUMBER and does not take "12".`,
		`{"fields_json":{"tags":"churn"}}`:        "Field tags takes a list.",
		`{"fields_json":{"purpose":["a"]}}`:       "Field purpose takes one value, not a list.",
		`{"step_statuses":{"nowhere":"ONGOING"}}`: "The workflow of the version has no step nowhere.",
	} {
		providertest.Says(t, providertest.Story(t, "govern_artifact").Apply(configuration), text)
	}
}

func TestFittingArtifactDrawsNoWarning(t *testing.T) {
	s := providertest.Story(t, "govern_artifact")
	r := providertest.Done(t, s.Apply(`{"fields_json":{"risk":"Low","budget":1,"live":true,"tags":["a"],"extra":[1]},"step_statuses":{"draft":"ONGOING"}}`))
	if r.Warned {
		t.Errorf("warned:\n%s", r.Text)
	}
}
