package plugin_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// done fails unless the operation went well and was of that kind.
func done(t *testing.T, r kittest.Result, action string) {
	t.Helper()
	if providertest.Done(t, r); r.Action != action {
		t.Fatalf("the plan is to %s (%s) instead of to %s", r.Action, strings.Join(r.Changes, ", "), action)
	}
}

// writes lists the requests that changed something.
func writes(r kittest.Result) string {
	var lines []string
	for _, e := range r.Requests {
		if e.Method != "GET" {
			lines = append(lines, e.Method+" "+e.Path[strings.LastIndex(e.Path, "/")+1:])
		}
	}
	return strings.Join(lines, ", ")
}

// put stores a document of the emulator.
func put(s *kittest.Story, collection, id string, document emulator.Document) {
	s.Node().Do(func(store *emulator.Store) { store.Collection(collection).Put(id, document) })
}

// archive writes a zip of the files.
func archive(t *testing.T, path string, files map[string]string) {
	t.Helper()
	var content bytes.Buffer
	writer := zip.NewWriter(&content)
	for name, text := range files {
		entry, err := writer.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func versioned(version string) map[string]string {
	return map[string]string{"plugin.json": fmt.Sprintf(`{"id":"sample","version":%q}`, version)}
}

func TestChangedArchiveUpdatesThePlugin(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sample.zip")
	configuration := fmt.Sprintf(`{"zip_path":%q}`, path)
	s := providertest.Story(t, "plugin")
	archive(t, path, versioned("1.0.0"))
	done(t, s.Apply(configuration), "create")
	first := s.Value("zip_sha256")
	if s.Value("version") != "1.0.0" || len(first) != 64 {
		t.Errorf("version is %q, the hash %q", s.Value("version"), first)
	}
	archive(t, path, versioned("1.0.0"))
	done(t, s.Apply(configuration), "no change")
	archive(t, path, versioned("1.1.0"))
	r := s.Apply(configuration)
	done(t, r, "update")
	if changes := strings.Join(r.Changes, " "); !strings.Contains(changes, "zip_sha256") || !strings.Contains(changes, "version") {
		t.Errorf("the plan changes %s", changes)
	}
	if writes(r) != "POST updateFromZip" || s.Value("version") != "1.1.0" || s.Value("zip_sha256") == first {
		t.Errorf("sent %s, version is %q", writes(r), s.Value("version"))
	}
	done(t, s.Apply(configuration), "no change")
	archive(t, path, versioned("1.2.0"))
	if r = s.ApplyStored(configuration); r.Action != "update" || s.Value("version") != "1.2.0" {
		t.Errorf("without a refresh the changed archive leads to %s, version is %q", r.Action, s.Value("version"))
	}
	elsewhere := filepath.Join(t.TempDir(), "moved.zip")
	if err := os.Rename(path, elsewhere); err != nil {
		t.Fatal(err)
	}
	r = s.Apply(fmt.Sprintf(`{"zip_path":%q}`, elsewhere))
	if done(t, r, "update"); writes(r) != "" {
		t.Errorf("the same archive elsewhere was sent: %s", writes(r))
	}
}

func TestArchivesAreCheckedByThePlan(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sample.zip")
	configuration := fmt.Sprintf(`{"zip_path":%q}`, path)
	s := providertest.Story(t, "plugin")
	refused := func(words ...string) {
		t.Helper()
		r := s.Apply(configuration)
		if providertest.Refused(t, r, words...); len(r.Requests) > 0 {
			t.Errorf("not the plan refuses it")
		}
	}
	refused("Not an archive of this plugin", "cannot be read")
	if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused("it is not a zip")
	archive(t, path, map[string]string{"plugin-1.0/plugin.json": `{"id":"sample"}`, "README.md": ""})
	refused("no plugin.json at its root or in its only folder, but plugin-1.0/plugin.json: pack the content of plugin-1.0")
	archive(t, path, map[string]string{"plugin-1.0/plugin.json": `{"id":"other","version":"1"}`})
	refused(`holds the plugin "other", but plugin_id is "sample"`)
	archive(t, path, map[string]string{"plugin.json": `{"version":"1"}`})
	refused("no JSON object with an id")
	archive(t, path, map[string]string{"plugin.json": `{"id":"other","version":"1"}`})
	refused(`holds the plugin "other", but plugin_id is "sample"`)
	providertest.Refused(t, s.Apply(`{"zip_path":"x.zip","git":{"repository_url":"https://git.example.com/x"}}`), "Two sources")
}

func TestArchiveOfAnotherVersionIsNotTakenOver(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sample.zip")
	s := providertest.Story(t, "plugin")
	done(t, s.Apply(`{}`), "create") // version 1.0.0 of the store
	s.Forget()
	archive(t, path, versioned("2.0.0"))
	configuration := fmt.Sprintf(`{"zip_path":%q}`, path)
	providertest.Refused(t, s.Apply(configuration), "it already exists", "differs from what the creation would make in: version", "import {")
	s.Import("sample")
	done(t, s.Apply(configuration), "update")
	if s.Value("version") != "2.0.0" {
		t.Errorf("version is %q", s.Value("version"))
	}
}

func TestRepositories(t *testing.T) {
	t.Parallel()
	const repository = "https://git.example.com/dss-plugin-sample.git"
	git := func(checkout, more string) string {
		return fmt.Sprintf(`{"git":{"repository_url":%q,"checkout":%q%s}}`, repository, checkout, more)
	}
	s := providertest.Story(t, "plugin")
	done(t, s.Apply(git("v1.0.0", "")), "create")
	r := s.Apply(git("v1.2.0", ""))
	if done(t, r, "update"); writes(r) != "POST updateFromGit" || s.Value("version") != "1.2.0" {
		t.Errorf("sent %s, version is %q", writes(r), s.Value("version"))
	}
	done(t, s.Apply(git("v1.2.0", "")), "no change")
	s.Forget()
	providertest.Failed(t, s.Apply(git("v1.3.0", "")), "it already exists")
	s.Import("sample")
	if done(t, s.Apply(git("v1.3.0", "")), "update"); s.Value("version") != "1.3.0" {
		t.Errorf("version is %q", s.Value("version"))
	}
	r = s.Apply(`{}`)
	if done(t, r, "update"); writes(r) != "POST updateFromStore" {
		t.Errorf("back to the store sends %s", writes(r))
	}
	done(t, s.Destroy(), "delete")
	providertest.Failed(t, s.Apply(git("v1", `,"subpath":"plugins/other"`)), `the source holds the plugin "other", not "sample"`)
	s.Node().Do(func(store *emulator.Store) {
		if ids := store.Collection("plugins").IDs(); len(ids) > 0 {
			t.Errorf("%v stay installed", ids)
		}
	})
}

func TestStoreUpdatesOnDemand(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin")
	done(t, s.Apply(`{}`), "create")
	put(s, "plugin_store", "sample", emulator.Document{"version": "1.5.0"})
	done(t, s.Apply(`{}`), "no change")
	done(t, s.Apply(`{"update_trigger":"May"}`), "update")
	if s.Value("version") != "1.5.0" {
		t.Errorf("version is %q", s.Value("version"))
	}
	put(s, "plugin_store", "sample", emulator.Document{"version": "2.0.0", "needsRestart": true, "needsReload": true})
	r := s.Apply(`{"update_trigger":"June","code_env":{}}`)
	providertest.Says(t, r, "The node needs a restart for plugin sample", "Plugin sample needs a reload")
	if done(t, r, "update"); writes(r) != "POST updateFromStore, POST create, POST settings" {
		t.Errorf("sent %s", writes(r))
	}
	r = s.Apply(`{"update_trigger":"July","code_env":{}}`)
	if done(t, r, "update"); writes(r) != "POST updateFromStore, POST update" {
		t.Errorf("an update of the plugin sends %s", writes(r))
	}
}

func TestMissingEnvironmentDrawsAWarning(t *testing.T) {
	t.Parallel()
	for configuration, warned := range map[string]bool{`{"plugin_id":"sharepoint-online"}`: true, `{"plugin_id":"sharepoint-online","code_env":{}}`: false} {
		r := providertest.Story(t, "plugin").Apply(configuration)
		if done(t, r, "create"); r.Warned != warned {
			t.Errorf("%s: %s", configuration, r.Text)
		}
	}
}

func TestFailedInstallationsAndUpdates(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin")
	failing := func(ids ...string) { s.Node().SetQuirks(func(q *emulator.Quirks) { q.FailingPlugins = ids }) }
	failing("sample")
	providertest.Failed(t, s.Apply(`{}`), `Unable to create dataiku_plugin "sample"`, "disk full")
	if s.Value("plugin_id") != "" {
		t.Error("a plugin that was never installed is in the state")
	}
	failing()
	done(t, s.Apply(`{}`), "create")
	failing("sample")
	providertest.Failed(t, s.Apply(`{"update_trigger":"1"}`), "disk full")
	providertest.Failed(t, s.Apply(`{"update_trigger":"1"}`), "disk full") // though nothing is proposed to change
	failing()
	done(t, s.Apply(`{"update_trigger":"1"}`), "update")
	done(t, s.Apply(`{"update_trigger":"1"}`), "no change")
	providertest.Failed(t, providertest.Story(t, "plugin").Apply(`{"plugin_id":"unheard-of"}`), "not found in the store")
}

func TestFailedEnvironmentIsBuiltAgain(t *testing.T) {
	t.Parallel()
	const env = "plugin_sample_managed"
	s := providertest.Story(t, "plugin")
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.FailingBuilds = []string{env} })
	providertest.Failed(t, s.Apply(`{"code_env":{}}`), "command not found", "The end of createPythonEnv.log")
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.FailingBuilds = nil })
	done(t, s.Apply(`{"code_env":{}}`), "replace")
	if !strings.Contains(s.Value("code_env"), env) || s.Value("code_env_attached") != "true" {
		t.Errorf("code_env is %s", s.Value("code_env"))
	}
	r := s.Destroy()
	if done(t, r, "delete"); writes(r) != "POST settings, DELETE "+env+", POST delete" {
		t.Errorf("the deletion sends %s", writes(r))
	}
}

func TestUsedPluginsStay(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin")
	done(t, s.Apply(`{"code_env":{}}`), "create")
	put(s, "plugin_usages", "sample", emulator.Document{
		"usages": []any{emulator.Document{
			"elementKind": "python-recipes", "elementType": "geocoder", "objectId": "compute_places", "objectType": "RECIPE", "projectKey": "CHURN",
		}},
		"missingTypes": []any{emulator.Document{"missingType": "old-connector", "objectId": "orders", "objectType": "DATASET", "projectKey": "CHURN"}},
	})
	providertest.Refused(t, s.Destroy(), "Plugin sample is in use", "recipe CHURN/compute_places uses geocoder",
		"dataset CHURN/orders names, though the plugin lacks it, old-connector", "force_destroy = true")
	done(t, s.Apply(`{"code_env":{},"force_destroy":true}`), "update")
	r := s.Destroy()
	done(t, r, "delete")
	providertest.Says(t, r, "It is deleted all the same")
}

// A node before 14.3.3 deletes an environment while it is called. When that answer is lost, the call is repeated and finds
// nothing, which must not be taken for the end of the deletion.
func TestDeletionGoesOnAfterALostAnswer(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin", func(sample *kittest.Sample) { sample.Version = "13.5.6" })
	done(t, s.Apply(`{"code_env":{}}`), "create")
	s.Node().SetFaults(&emulator.Fault{Method: "DELETE", Pattern: "/admin/code-envs/{lang}/{name}", Kind: emulator.FaultLostAnswer, Times: 1})
	done(t, s.Destroy(), "delete")
	s.Node().Do(func(store *emulator.Store) {
		if ids := store.Collection("plugins").IDs(); len(ids) > 0 {
			t.Errorf("%v stay installed", ids)
		}
	})
}
