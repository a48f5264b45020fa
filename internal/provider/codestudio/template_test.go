package codestudio_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestTemplateMustExist(t *testing.T) {
	s := providertest.Story(t, "code_studio_template")
	providertest.Refused(t, s.Apply(`{"template_id": "absent"}`), `There is no code studio template "absent"`, "Make it in the UI first")
	r := providertest.Done(t, s.Apply(`{"label": "Editor"}`))
	if put := slices.IndexFunc(r.Requests, func(e emulator.Entry) bool { return e.Method == "PUT" }); put < 0 ||
		!strings.Contains(string(r.Requests[put].Body), `"dockerfile":"FROM dku-exec-base\n"`) {
		t.Errorf("the template was not laid over the one that is there: %v", r.Requests)
	}
	s.Node().Do(func(store *emulator.Store) { store.Collection("code_studio_templates").Delete("vscode") })
	providertest.Refused(t, s.Apply(`{"label": "Editor"}`), `There is no code studio template "vscode"`)
}

func TestTemplateStaysAsItIs(t *testing.T) {
	s := providertest.Story(t, "code_studio_template")
	providertest.Done(t, s.Apply(`{"container_confs": ["gpu"]}`))
	r := providertest.Done(t, s.Destroy())
	providertest.Says(t, r, `dataiku_code_studio_template "vscode" stays on the node`, "the settings stay as they are")
	if len(r.Requests) != 0 {
		t.Errorf("the deletion sent %v", r.Requests)
	}
}

func TestConfigurationsWithoutEffect(t *testing.T) {
	s := providertest.Story(t, "code_studio_template")
	r := providertest.Done(t, s.Apply(`{"all_container_confs": true, "container_confs": ["gpu"]}`))
	providertest.Says(t, r, "`container_confs` matters only when")
}

func TestBuild(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.DSS.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls, q.FailingBuilds = 0, []string{"jupyterlab"} })
	shown, failure := n.Invoke("code_studio_template_build", `{"template_id": "vscode", "with_no_cache": true}`)
	if failure != "" || strings.Join(shown, "; ") != "Building the code studio template vscode" {
		t.Errorf("shown %q, failed %s", shown, failure)
	}
	if sent := n.DSS.Requests(); sent[len(sent)-1].Query != "withNoCache=True" {
		t.Errorf("sent was %v", sent)
	}
	found, failure := n.Read("code_studio_templates", `{}`)
	templates, _ := found["templates"].(map[string]any)
	built, _ := templates["vscode"].(map[string]any)
	other, _ := templates["jupyterlab"].(map[string]any)
	if failure != "" || built["last_built"] == nil || other["last_built"] != nil || other["label"] != "JupyterLab" {
		t.Errorf("got %v, %s", found, failure)
	}

	_, failure = n.Invoke("code_studio_template_build", `{"template_id": "jupyterlab"}`)
	for _, word := range []string{`dataiku_code_studio_template_build "jupyterlab"`, "Code studio template build failed", "docker build: exit status 1"} {
		if !strings.Contains(failure, word) {
			t.Errorf("%q is missing in: %s", word, failure)
		}
	}
	lacks, err := emulator.ParseFault("POST /admin/code-studios/{id}/build=status:403")
	if err != nil {
		t.Fatal(err)
	}
	n.DSS.SetFaults(lacks)
	_, failure = n.Invoke("code_studio_template_build", `{"template_id": "vscode"}`)
	if !strings.Contains(failure, "A build needs a user behind the API key") {
		t.Errorf("a key without a user: %s", failure)
	}
}
