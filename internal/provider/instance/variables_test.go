package instance_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// variables are those of the node, as JSON.
func variables(s *kittest.Story) string {
	var found any
	s.Node().Do(func(store *emulator.Store) { found = store.Collection("singletons").Value("variables") })
	return client.RenderJSON(found)
}

func TestCreationNamesWhatItRemoves(t *testing.T) {
	s := providertest.Story(t, "instance_variables")
	s.Request("PUT", "/admin/variables", `{"region": "us", "owner": "ada", "limits": {"rows": 1}}`)
	r := providertest.Done(t, s.Apply(`{"variables_json": {"region": "eu"}}`))
	providertest.Says(t, r, "Variables of the node will be removed", "limits, owner", "import")
	if strings.Contains(r.Text, "region") {
		t.Errorf("a variable that stays is named:\n%s", r.Text)
	}
	if got := variables(s); got != `{"region":"eu"}` {
		t.Errorf("the variables are %s", got)
	}
}

func TestCreationOnAnEmptyNodeIsQuiet(t *testing.T) {
	if r := providertest.Done(t, providertest.Story(t, "instance_variables").Apply(`{}`)); r.Warned {
		t.Errorf("there is nothing to warn about:\n%s", r.Text)
	}
}

// A refresh sees what others add, but the deletion gives back only what was applied.
func TestDeletionGivesBackWhatWasApplied(t *testing.T) {
	s := providertest.Story(t, "instance_variables")
	providertest.Done(t, s.Apply(`{"variables_json": {"region": "eu", "a/b~c": {"deep": 1}, "empty": {}}}`))
	s.Request("PUT", "/admin/variables", `{"region": "eu", "a/b~c": {"deep": 2}, "empty": {}, "by_hand": 9007199254740993}`)
	providertest.Done(t, s.Destroy())
	if got := variables(s); got != `{"by_hand":9007199254740993}` {
		t.Errorf("the variables are %s", got)
	}
}

// What was imported and never written counts as applied: the state is all there is to go by.
func TestDeletionAfterAnImport(t *testing.T) {
	s := providertest.Story(t, "instance_variables")
	s.Request("PUT", "/admin/variables", `{"region": "eu"}`)
	s.Import("instance-variables")
	if r := providertest.Done(t, s.Apply(`{"variables_json": {"region": "eu"}}`)); r.Action != "no change" {
		t.Errorf("the plan after the import is to %s", r.Action)
	}
	providertest.Done(t, s.Destroy())
	if got := variables(s); got != `{}` {
		t.Errorf("the variables are %s", got)
	}
}

func TestVariablesAreAnObject(t *testing.T) {
	s := providertest.Story(t, "instance_variables")
	providertest.Refused(t, s.Apply(`{"variables_json": ["region"]}`), "Not a JSON object")
	providertest.Refused(t, s.Apply(`{"variables_json": "null"}`), "Not a JSON object")
}

func TestImportKnowsTheOneIdentifier(t *testing.T) {
	server := providertest.Server()
	for id, fine := range map[string]bool{"instance-variables": true, "variables": false} {
		resp, err := server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "dataiku_instance_variables", ID: id})
		if err != nil {
			t.Fatal(err)
		}
		if refused := len(resp.Diagnostics) > 0; refused == fine {
			t.Errorf("%s: %v", id, resp.Diagnostics)
		}
		for _, d := range resp.Diagnostics {
			if !strings.Contains(d.Detail, `always "instance-variables"`) {
				t.Errorf("the error does not name the identifier: %s", d.Detail)
			}
		}
	}
}

// An empty value is a value: it must not overwrite what somebody else keeps under the name.
func TestVariableOfSomebodyElse(t *testing.T) {
	const theirs = `{"region":{"code":"us"}}`
	for _, value := range []string{`"{}"`, `"\"\""`, `"null"`, `{"code": "us", "more": 1}`, `{"token": "x"}`} {
		s := providertest.Story(t, "instance_variable")
		s.Request("PUT", "/admin/variables", theirs)
		providertest.Refused(t, s.Apply(`{"value_json": `+value+`}`), "already exists", "differs from what the creation would make in: value", `id = "region"`)
		if got := variables(s); got != theirs {
			t.Errorf("%s: the variables are %s", value, got)
		}
	}
}

func TestVariableNull(t *testing.T) {
	s := providertest.Story(t, "instance_variable")
	providertest.Done(t, s.Apply(`{"value_json": "null"}`))
	if r := providertest.Done(t, s.Apply(`{"value_json": "null"}`)); r.Action != "no change" || variables(s) != `{"region":null}` {
		t.Errorf("the plan is to %s; the variables are %s", r.Action, variables(s))
	}
	s.Request("PUT", "/admin/variables", `{"region": 1}`)
	if r := providertest.Done(t, s.Apply(`{"value_json": "null"}`)); r.Action != "update" || variables(s) != `{"region":null}` {
		t.Errorf("somebody set a value; the plan is to %s, the variables are %s", r.Action, variables(s))
	}
}
