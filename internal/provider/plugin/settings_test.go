package plugin_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

const awsCredentials = "parameter-set-eks-clusters-aws-credentials"

func stored(s *kittest.Story, id string) emulator.Document {
	var settings emulator.Document
	s.Node().Do(func(store *emulator.Store) { settings, _ = store.Collection("plugin_settings").Get(id) })
	return settings
}

func presets(settings emulator.Document) []any {
	list, _ := settings["presets"].([]any)
	return list
}

func TestDeletedSettingsGiveBackWhatTheySet(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin_settings")
	before := stored(s, "eks-clusters")
	before["config"] = emulator.Document{"theirs": true}
	before["permissions"] = []any{emulator.Document{"group": "theirs", "admin": true}}
	put(s, "plugin_settings", "eks-clusters", before)
	done(t, s.Apply(`{
		"config_json":{"ours":1},"secret_config_wo":{"apiToken":"secret-of-ours"},"code_env_name":"default_v1",
		"permissions":{"theirs":{"admin":true},"ours":{"admin":true}}
	}`), "create")
	s.Apply(`{
		"config_json":{"ours":1},"secret_config_wo":{"apiToken":"secret-of-ours"},"code_env_name":"default_v1",
		"permissions":{"ours":{"admin":true}}
	}`)
	done(t, s.Destroy(), "delete")
	after := stored(s, "eks-clusters")
	config, _ := after["config"].(emulator.Document)
	permissions, _ := after["permissions"].([]any)
	if len(config) != 1 || config["theirs"] != true || after["codeEnvName"] != nil || len(permissions) != 0 {
		t.Errorf("the settings are %v", after)
	}
}

func TestDeletedImportTakesNothingWithIt(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin_settings")
	before := stored(s, "eks-clusters")
	before["codeEnvName"], before["permissions"] = "default_v1", []any{emulator.Document{"group": "theirs", "admin": true}}
	put(s, "plugin_settings", "eks-clusters", before)
	s.Import("eks-clusters")
	if r := s.Destroy(); writes(r) != "" {
		t.Errorf("sent %s", writes(r))
	}
}

func TestUnknownParameterSetIsNamed(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin_settings")
	providertest.Says(t, providertest.Done(t, s.Apply(`{"parameter_sets":{"nope":{"default_permission":{"definable_inline":true}}}}`)),
		`The server did not keep parameter_sets["nope"]`)
}

func TestPresetOfAnUnknownTypeDrawsAWarning(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin_preset")
	r := s.Apply(`{"type":"aws-credentials"}`)
	done(t, r, "create")
	providertest.Says(t, r, "Plugin eks-clusters has no such parameter set", awsCredentials)
}

func TestPresetsOfNodeAndProjectAreApart(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "project_plugin_preset")
	r := s.Apply(`{"config_json":{"region":"eu-west-3"},"secret_config_wo":{"secretKey":"secret-of-a-project"}}`)
	done(t, r, "create")
	for _, e := range r.Requests {
		if strings.HasSuffix(e.Path, "/settings") && e.Query != "projectKey=SAMPLE" {
			t.Errorf("%s %s lacks the project", e.Method, e.Path)
		}
	}
	if node, project := presets(stored(s, "eks-clusters")), presets(stored(s, "eks-clusters/SAMPLE")); len(node) != 0 || len(project) != 1 {
		t.Errorf("the node has %v, the project %v", node, project)
	}
	done(t, s.Destroy(), "delete")
}

func TestSecretsOfOtherPresetsSurvive(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin_preset")
	s.Request("POST", "/plugins/eks-clusters/settings", `{"presets":[{"name":"theirs","type":"`+awsCredentials+`","config":{"secretKey":"their-secret"}}]}`)
	before, _ := presets(stored(s, "eks-clusters"))[0].(emulator.Document)
	done(t, s.Apply(`{"secret_config_wo":{"secretKey":"own-secret-1"},"secret_config_wo_version":1}`), "create")
	done(t, s.Apply(`{"secret_config_wo":{"secretKey":"own-secret-2"},"secret_config_wo_version":2}`), "update")
	all := presets(stored(s, "eks-clusters"))
	after, _ := all[0].(emulator.Document)
	own, _ := all[1].(emulator.Document)
	secret := func(preset emulator.Document) any {
		config, _ := preset["config"].(emulator.Document)
		return config["secretKey"]
	}
	var opened any
	s.Node().Do(func(store *emulator.Store) {
		opened, _ = store.DecryptMembers(emulator.Document{"secretKey": secret(own)})
	})
	if d, _ := opened.(emulator.Document); secret(after) != secret(before) || d["secretKey"] != "own-secret-2" {
		t.Errorf("theirs is %v instead of %v, ours is %v", secret(after), secret(before), opened)
	}
}

func TestSecretsAmongOpenParametersAreNamed(t *testing.T) {
	t.Parallel()
	s := providertest.Story(t, "plugin_preset")
	r := s.Apply(`{"secret_config_wo":null,"secret_config_wo_version":null,"config_json":{"secretKey":"not-to-be-shown"}}`)
	providertest.Failed(t, r, "Secret in config_json", "encrypts config_json /secretKey", "`secret_config_wo`")
	if strings.Contains(r.Text, "not-to-be-shown") {
		t.Errorf("the secret is in the error:\n%s", r.Text)
	}
}
