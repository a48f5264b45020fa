package codeenv_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

const (
	asked   = `{"spec_package_list":["tabulate"],"permissions":{"readers":{"use":true}}}`
	changed = `{"spec_package_list":["tabulate","pandas==2.0"],"permissions":{"readers":{"use":true}}}`
)

func TestFailedBuildIsReplaced(t *testing.T) {
	t.Parallel()
	s := story(t)
	fails(s, "sample")
	providertest.Failed(t, s.Apply(asked), `Unable to create dataiku_code_env "PYTHON/sample"`, "Code env creation failed",
		"The end of createPythonEnv.log:", "python3.9: command not found")
	if s.Value("name") != "sample" {
		t.Fatal("the environment is not in the state")
	}
	providertest.Failed(t, s.Apply(asked), "command not found") // replaced, and failed again
	fails(s)
	done(t, s.Apply(asked), "replace")
	if s.Value("built") != "true" || s.Value("actual_package_list") != `["tabulate==1.0.0"]` {
		t.Errorf("built is %s, installed is %s", s.Value("built"), s.Value("actual_package_list"))
	}
	done(t, s.Apply(asked), "no change")
	done(t, s.Destroy(), "delete")
}

func TestFailedBuildIsDestroyed(t *testing.T) {
	t.Parallel()
	s := story(t)
	fails(s, "sample")
	providertest.Failed(t, s.Apply(`{}`), "command not found")
	done(t, s.Destroy(), "delete")
	if len(stored(s, "PYTHON/sample")) > 0 {
		t.Error("the name is still registered")
	}
}

// breaks makes an environment one that was never built.
func breaks(s *kittest.Story) {
	s.Node().Do(func(store *emulator.Store) {
		store.Collection("code_env_builds").Put("PYTHON/sample", emulator.Document{"built": false, "builtSpec": "", "logs": []any{}})
	})
}

// An environment that broke without Terraform is neither forgotten nor in the way of anything.
func TestBrokenEnvironmentIsReplaced(t *testing.T) {
	t.Parallel()
	s := story(t)
	for _, configuration := range []string{`{}`, asked} {
		s.Forget()
		done(t, s.Apply(configuration), "create")
		breaks(s)
		done(t, s.Apply(configuration), "replace")
		done(t, s.Apply(configuration), "no change")
		breaks(s)
		done(t, s.Destroy(), "delete")
	}
}

func TestBrokenEnvironmentOfAnotherIsImported(t *testing.T) {
	t.Parallel()
	s := story(t)
	fails(s, "sample")
	s.Request("POST", "/admin/code-envs/PYTHON/sample?wait=False", `{"deploymentMode":"DESIGN_MANAGED"}`)
	providertest.Failed(t, s.Apply(`{}`), "it already exists", "differs from what the creation would make in: owner, built", "import {")
	if s.Value("name") != "" {
		t.Error("somebody else's environment is in the state")
	}
	fails(s)
	s.Import("PYTHON/sample")
	if s.Value("built") != "false" {
		t.Errorf("built is %q", s.Value("built"))
	}
	done(t, s.Apply(asked), "replace")
	done(t, s.Apply(asked), "no change")
}

func TestFailedUpdateIsTriedAgain(t *testing.T) {
	t.Parallel()
	s := story(t)
	done(t, s.Apply(asked), "create")
	fails(s, "sample")
	providertest.Failed(t, s.Apply(changed), "Code env update failed", "The end of updatePackages.log:", "No matching distribution found")
	if s.Value("actual_package_list") != `["tabulate==1.0.0"]` {
		t.Errorf("installed is %s", s.Value("actual_package_list"))
	}
	providertest.Failed(t, s.Apply(changed), "No matching distribution found") // though nothing is proposed to change
	fails(s)
	r := s.Apply(changed)
	done(t, r, "update")
	if !strings.Contains(strings.Join(r.Changes, " "), "actual_package_list") || strings.Contains(strings.Join(r.Changes, " "), "spec_package_list") {
		t.Errorf("the plan changes %q", r.Changes)
	}
	if s.Value("actual_package_list") != `["pandas==2.0", "tabulate==1.0.0"]` {
		t.Errorf("installed is %s", s.Value("actual_package_list"))
	}
	done(t, s.Apply(changed), "no change")
}

func TestOnlyWhatChangesIsBuilt(t *testing.T) {
	t.Parallel()
	s := story(t)
	step := func(configuration, action, want string) {
		t.Helper()
		r := s.Apply(configuration)
		done(t, r, action)
		if got := writes(r); got != want {
			t.Errorf("%s sent %s instead of %s", configuration, got, want)
		}
	}
	const packages = "POST packages forceRebuildEnv=False&wait=False"
	step(`{}`, "create", "POST sample wait=False")
	step(`{"usable_by_all":false}`, "update", "PUT sample")
	step(`{"spec_package_list":["a"]}`, "update", "PUT sample, "+packages)
	step(`{"spec_package_list":["a"],"install_core_packages":false}`, "update", "PUT sample, "+packages)
	step(`{"spec_package_list":["a"],"install_jupyter_support":false}`, "update", "PUT sample, POST jupyter active=False&wait=False")
	step(`{"spec_package_list":["a"],"build_images":true}`, "update", "POST images wait=False")
	step(`{"spec_package_list":["a"],"build_images":true,"usable_by_all":true}`, "update", "PUT sample")
	step(`{"spec_package_list":["a"],"build_images":true,"dockerfile_at_end":"RUN x"}`, "update", "PUT sample, POST images wait=False")
	step(`{"spec_package_list":[],"force_rebuild_env":true}`, "update", "PUT sample, POST packages forceRebuildEnv=True&wait=False")
	step(`{"python_interpreter":"PYTHON312"}`, "replace", "DELETE sample wait=False, POST sample wait=False")
}

// Nodes before 14.3.3 ignore the wish for a task.
func TestNodesThatDoNotKnowTasks(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*kittest.Sample){
		"old":    func(sample *kittest.Sample) { sample.Version = "14.3.2" },
		"quirk":  func(sample *kittest.Sample) { sample.Quirks = json.RawMessage(`{"waitIgnored":true}`) },
		"inline": func(sample *kittest.Sample) { sample.Quirks = json.RawMessage(`{"futurePolls":0}`) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := story(t, change)
			done(t, s.Apply(asked), "create")
			done(t, s.Apply(changed), "update")
			fails(s, "sample")
			providertest.Failed(t, s.Apply(asked), "No matching distribution found")
			done(t, s.Destroy(), "delete")
			providertest.Failed(t, s.Apply(asked), "command not found")
			fails(s)
			done(t, s.Apply(asked), "replace")
		})
	}
}

func TestTimeLimitAbortsTheBuild(t *testing.T) {
	t.Parallel()
	s := story(t, func(sample *kittest.Sample) { sample.Quirks = json.RawMessage(`{"futurePolls":100000}`) })
	// Under a name of its own: writers of one object wait for each other, also those of other tests.
	providertest.Failed(t, s.Apply(`{"name":"limited","timeouts":{"create":"300ms"}}`), "was aborted because the wait for it had ended", "deadline exceeded",
		"Raise it in the timeouts attribute")
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 1 })
	done(t, s.Apply(`{"name":"limited"}`), "replace")
}

func TestEnvironmentOfAnAutomationNode(t *testing.T) {
	t.Parallel()
	s := story(t, automation)
	providertest.Failed(t, s.Apply(`{}`), "Invalid deployment mode on this node")
	const single = `{"deployment_mode":"AUTOMATION_SINGLE","python_interpreter":"PYTHON312","owner":"env.owner","usable_by_all":false,` +
		`"container_confs":["cpu"],"yarn_bin":"python3","env_settings":{"pip_install_extra_options":["--pre"]},`
	done(t, s.Apply(single+`"spec_package_list":["tabulate"]}`), "create")
	done(t, s.Apply(single+`"spec_package_list":["tabulate"]}`), "no change")
	done(t, s.Apply(single+`"spec_package_list":["pandas"]}`), "update")
	if s.Value("actual_package_list") != `["pandas==1.0.0"]` || s.Value("owner") != "env.owner" {
		t.Errorf("installed is %s, the owner is %s", s.Value("actual_package_list"), s.Value("owner"))
	}
	env := stored(s, "PYTHON/sample")
	version := member(env, "currentVersion")
	if version["specPackageList"] != "pandas" || env["specPackageList"] != nil || env["usableByAll"] != false ||
		member(version, "desc")["usableByAll"] != nil || member(version, "desc")["yarnPythonBin"] != "python3" {
		t.Errorf("the node has %v", env)
	}
	s.Import("PYTHON/sample")
	done(t, s.Apply(single+`"spec_package_list":["pandas"]}`), "no change")
	done(t, s.Destroy(), "delete")
}

func TestInternalEnvironmentIsImported(t *testing.T) {
	t.Parallel()
	s := story(t)
	const internal = `{"name":"INTERNAL_rag_v1","deployment_mode":"DSS_INTERNAL"`
	providertest.Refused(t, s.Apply(internal+`}`), "dataiku_code_env_create_internal")
	s.Import("PYTHON/INTERNAL_rag_v1")
	done(t, s.Apply(internal+`}`), "no change")
	done(t, s.Apply(internal+`,"usable_by_all":false,"container_confs":["gpu"],"all_container_confs":false}`), "update")
	if env := stored(s, "PYTHON/INTERNAL_rag_v1"); env["usableByAll"] != false {
		t.Errorf("the node has %v", env)
	}
}

func TestVersionedEnvironment(t *testing.T) {
	t.Parallel()
	s := story(t, automation)
	const versioned = `{"deployment_mode":"AUTOMATION_VERSIONED",`
	providertest.Failed(t, s.Apply(versioned+`"spec_package_list":["pandas"]}`), "`spec_package_list` belongs to the versions")
	done(t, s.Apply(versioned+`"usable_by_all":false}`), "create")
	done(t, s.Apply(versioned+`"usable_by_all":true}`), "update")
	if env := stored(s, "PYTHON/sample"); env["usableByAll"] != true || env["desc"] != nil || s.Value("built") != "true" {
		t.Errorf("the node has %v, built is %s", env, s.Value("built"))
	}
	done(t, s.Apply(versioned+`"usable_by_all":true}`), "no change")
}

func TestConfigurationsAreChecked(t *testing.T) {
	t.Parallel()
	s := story(t)
	for configuration, want := range map[string]string{
		`{"lang":"R","python_interpreter":"PYTHON311"}`: "`python_interpreter` is for Python",
		`{"lang":"R","core_packages_set":"PANDAS23"}`:   "`core_packages_set` is for Python",
		`{"lang":"JULIA"}`:                                                             `"R"`,
		`{"python_interpreter":"python3.11"}`:                                          "such as PYTHON311, or CUSTOM",
		`{"python_interpreter":"CUSTOM"}`:                                              "needs the path of the Python",
		`{"deployment_mode":"DESIGN_NON_MANAGED","spec_package_list":["a"]}`:           "DSS does not install packages there",
		`{"external_conda_env_name":"shared"}`:                                         "for the mode EXTERNAL_CONDA_NAMED only",
		`{"spec_package_list":["a\nb"]}`:                                               "must be one line",
		`{"name":"a/b"}`:                                                               "contain a slash",
		`{"docker_image_resources":"ALL"}`:                                             "COPY",
		`{"deployment_mode":"AUTOMATION_VERSIONED","resources_init_script":"print()"}`: "`resources_init_script` belongs to the versions",
	} {
		providertest.Failed(t, s.Apply(configuration), want)
	}
	if r := s.Apply(`{"custom_interpreter":"/usr/bin/python3"}`); r.Failed || !r.Warned {
		t.Errorf("a path without use: %s", r.Text)
	}
}

func TestDeletionWarnsOfUsages(t *testing.T) {
	t.Parallel()
	s := story(t)
	done(t, s.Apply(asked), "create")
	s.Request("POST", "/projects", `{"projectKey":"CHURN","name":"Churn","owner":"admin"}`)
	s.Node().Do(func(store *emulator.Store) {
		settings, _ := store.Collection("project_settings").Get("CHURN")
		member(settings, "settings")["codeEnvs"] = emulator.Document{
			"python": emulator.Document{"mode": "EXPLICIT_ENV", "envName": "sample"},
		}
		store.Collection("project_settings").Put("CHURN", settings)
	})
	s.Request("POST", "/plugins/actions/createDev", `{"pluginId":"geo","creationMode":"EMPTY"}`)
	s.Request("POST", "/plugins/geo/settings", `{"codeEnvName":"sample"}`)
	r := s.Destroy()
	done(t, r, "delete")
	if !r.Warned || !strings.Contains(r.Text, "PYTHON/sample is in use") || !strings.Contains(r.Text, "project CHURN") ||
		!strings.Contains(r.Text, "plugin geo") {
		t.Errorf("no warning of the usage:\n%s", r.Text)
	}
}

func TestOldNodeRefusesDockerFragments(t *testing.T) {
	t.Parallel()
	s := story(t, func(sample *kittest.Sample) { sample.Version = "13.5.6" })
	providertest.Failed(t, s.Apply(`{"dockerfile_at_end":"RUN x"}`), "needs version 14.2.0")
	done(t, s.Apply(asked), "create")
	done(t, s.Destroy(), "delete")
}
