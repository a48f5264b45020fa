package codeenv_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// builder is a node on which tasks are done at once, with the environment PYTHON/ml.
func builder(t *testing.T, version string) *providertest.Nodes {
	t.Helper()
	n := providertest.NewNodes(t, version)
	n.DSS.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	create(n, "ml")
	return n
}

func create(n *providertest.Nodes, name string) {
	n.Helper()
	n.Invoked("code_env_create_from_preset", `{"preset_name": "`+name+`"}`, "Its name is "+name)
}

func TestImagesAndJupyterAreAskedFor(t *testing.T) {
	n := builder(t, "")
	n.Invoked("code_env_update_images", `{"lang": "PYTHON", "name": "ml"}`, "Building the images of PYTHON/ml")
	if query := requestTo(n.DSS, "/images"); query != "wait=False" {
		t.Errorf("images were asked for with %s", query)
	}
	n.Invoked("code_env_update_images", `{"lang": "PYTHON", "name": "ml", "env_version": "v2"}`)
	if query := requestTo(n.DSS, "/images"); query != "envVersion=v2&wait=False" {
		t.Errorf("images of a version were asked for with %s", query)
	}
	n.Invoked("code_env_set_jupyter", `{"lang": "PYTHON", "name": "ml", "active": true}`)
	env, failure := n.Read("code_env", `{"lang": "PYTHON", "name": "ml"}`)
	if failure != "" || env["install_jupyter_support"] != true {
		t.Errorf("the environment has Jupyter: %v %s", env["install_jupyter_support"], failure)
	}
	n.Refused("code_env_set_jupyter", `{"lang": "PYTHON", "name": "none", "active": true}`, "PYTHON/none")
}

func TestInternalEnvironmentIsMadeOnce(t *testing.T) {
	n := builder(t, "")
	const utils = `{"dss_internal_code_env_type": "DATABRICKS_UTILS_CODE_ENV", "python_interpreter": "PYTHON311"}`
	n.Invoked("code_env_create_internal", utils, "Its name is INTERNAL_databricks_utils_v1")
	n.Invoked("code_env_create_internal", utils, "It is there already")
	n.Refused("code_env_create_internal", `{"dss_internal_code_env_type": "RAG"}`, "RAG_CODE_ENV")
	builder(t, "13.5.1").Refused("code_env_create_internal", utils, "DATABRICKS_UTILS_CODE_ENV")
}

func TestPresetIsUpdatedUnlessForbidden(t *testing.T) {
	n := builder(t, "")
	const forecasting = `{"preset_name": "forecasting", "prefix": "shared-", "python_interpreter": "PYTHON312"`
	n.Invoked("code_env_create_from_preset", forecasting+`}`, "Its name is shared-forecasting")
	if query := requestTo(n.DSS, "/forecasting"); query != "allowUpdate=True&interpreter=PYTHON312&prefix=shared-&wait=False" {
		t.Errorf("asked for %s", query)
	}
	n.Invoked("code_env_create_from_preset", forecasting+`}`)
	n.Refused("code_env_create_from_preset", forecasting+`, "allow_update": false}`, "forecasting", "exist")
	n.DSS.SetQuirks(func(q *emulator.Quirks) { q.FailingBuilds = []string{"broken"} })
	n.Refused("code_env_create_from_preset", `{"preset_name": "broken"}`, "Code env creation failed")
}

// addProject puts a project that the administrator owns on the node.
func addProject(n *providertest.Nodes, key string) {
	n.DSS.Do(func(store *emulator.Store) {
		store.Collection("projects").Put(key, emulator.Document{"projectKey": key})
		store.Collection("project_permissions").Put(key, emulator.Document{"owner": "admin", "permissions": []any{}})
	})
}

func TestUsagesAndLogs(t *testing.T) {
	n := builder(t, "")
	create(n, "other")
	use := func(key, env string) {
		addProject(n, key)
		n.DSS.Do(func(store *emulator.Store) {
			store.Collection("project_settings").Put(key, emulator.Document{"settings": emulator.Document{
				"codeEnvs": emulator.Document{"python": emulator.Document{"mode": "EXPLICIT_ENV", "envName": env}},
			}})
		})
	}
	use("CHURN", "ml")
	use("SALES", "other")
	for configuration, want := range map[string]int{`{"lang": "PYTHON", "name": "ml"}`: 1, `{}`: 2} {
		found, failure := n.Read("code_env_usages", configuration)
		usages, _ := found["usages"].([]any)
		if failure != "" || len(usages) != want {
			t.Errorf("%s: %v %s", configuration, found, failure)
		}
		first, _ := usages[0].(client.Document)
		if first["project_key"] != "CHURN" || first["env_name"] != "ml" || first["env_usage"] != "PROJECT" || first["accessible"] != true {
			t.Errorf("%s: the first usage is %v", configuration, first)
		}
	}
	found, failure := n.Read("code_env_logs", `{"lang": "PYTHON", "name": "ml", "log": "createPythonEnv.log"}`)
	if failure != "" || !strings.Contains(client.RenderJSON(found["logs"]), "createPythonEnv.log") {
		t.Fatalf("logs: %v %s", found, failure)
	}
	log, _ := found["text"].(string)
	providertest.Contains(t, log, "Creating python environment")
	_, failure = n.Read("code_env_logs", `{"lang": "PYTHON", "name": "ml", "log": "no.log"}`)
	providertest.Contains(t, failure, "no.log")
}

func TestVersionOfAProject(t *testing.T) {
	n := builder(t, "")
	addProject(n, "CHURN")
	found, failure := n.Read("code_env_project_version", `{"lang": "PYTHON", "name": "ml", "project_key": "CHURN"}`)
	if failure != "" || found["version"] != nil || found["project_key"] != "CHURN" {
		t.Errorf("%v %s", found, failure)
	}
}
