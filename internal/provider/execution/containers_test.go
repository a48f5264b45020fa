package execution_test

import (
	"slices"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

const (
	executionConfig = "container_execution_config"
	buildConfig     = "container_image_build_config"
)

// on is a story on a node of that version.
func on(t *testing.T, entity, version string) *kittest.Story {
	t.Helper()
	return providertest.Story(t, entity, func(s *kittest.Sample) { s.Version = version })
}

// configs changes the configurations of execution behind Terraform's back.
func configs(s *kittest.Story, change func([]any) []any) {
	s.Node().Do(func(store *emulator.Store) {
		settings, _ := store.Collection("singletons").Get("general_settings")
		containers, _ := settings["containerSettings"].(emulator.Document)
		all, _ := containers["executionConfigs"].([]any)
		containers["executionConfigs"] = change(all)
		store.Collection("singletons").Put("general_settings", settings)
	})
}

func TestOrderOfConfigsHasNoMeaning(t *testing.T) {
	t.Parallel()
	s := on(t, executionConfig, "14.3.3")
	done(t, s.Apply(`{"usable_by":"ALL"}`), "create")
	configs(s, func(all []any) []any {
		slices.Reverse(all)
		return append(all, emulator.Document{"name": "last"})
	})
	done(t, s.Apply(`{"usable_by":"ALL"}`), "no change")
	done(t, s.Apply(`{"usable_by":"ALLOWED"}`), "update")
	var names []any
	configs(s, func(all []any) []any {
		for _, item := range all {
			config, _ := item.(emulator.Document)
			names = append(names, config["name"])
		}
		return all
	})
	if !slices.Equal(names, []any{"cpu-small", "by-hand", "last"}) {
		t.Errorf("the order is %v", names)
	}
	if r := done(t, s.Destroy(), "delete"); len(r.Requests) != 2 {
		t.Errorf("the deletion takes %d requests", len(r.Requests))
	}
}

func TestDroppedMembersOfConfigsAreNamed(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"14.3.3", "15.0.0"} {
		s := on(t, executionConfig, version)
		providertest.Says(t, done(t, s.Apply(`{"settings_json":"{\"propertys\":[],\"isFinal\":true}"}`), "create"), "The server did not keep settings_json /propertys")
	}
	s := on(t, buildConfig, "15.0.0")
	providertest.Says(t, done(t, s.Apply(`{"settings_json":"{\"type\":\"DOCKER\"}"}`), "create"), "The server did not keep settings_json /type")
}

func TestVersionsAreToldWhilePlanning(t *testing.T) {
	t.Parallel()
	s := on(t, executionConfig, "15.0.0")
	providertest.Refused(t, s.Apply(`{"repository_url":"registry.example.com","base_image":"x"}`), "The node is too new for repository_url",
		"The node is too new for base_image", "dataiku_container_image_build_config", "image_build_config")
	s = on(t, executionConfig, "14.3.3")
	providertest.Refused(t, s.Apply(`{"image_build_config":"docker","workload_type":"ANY"}`), "The node is too old for image_build_config",
		"The node is too old for workload_type")
	s = providertest.Story(t, buildConfig, func(s *kittest.Sample) { s.Version, s.Setup = "14.3.3", nil })
	providertest.Refused(t, s.Apply(`{}`), "The node is too old for dataiku_container_image_build_config", "15.0.0")
}

func TestMembersOfRuntimesHaveOnePlace(t *testing.T) {
	t.Parallel()
	s := on(t, executionConfig, "15.0.0")
	for _, settings := range []string{`{\"kubernetesRuntimeConfig\":{\"createNamespace\":true}}`, `{\"createNamespace\":true}`} {
		providertest.Refused(t, s.Apply(`{"settings_json":"`+settings+`"}`), "Member with an attribute of its own", "createNamespace")
	}
}

func TestRuntimesKeepWhatNobodyModels(t *testing.T) {
	t.Parallel()
	s := on(t, executionConfig, "15.0.0")
	done(t, s.Apply(`{"kubernetes_namespace":"dataiku"}`), "create")
	labels := []any{emulator.Document{"key": "team", "value": "data"}}
	configs(s, func(all []any) []any {
		config, _ := all[1].(emulator.Document)
		runtime, _ := config["kubernetesRuntimeConfig"].(emulator.Document)
		runtime["namespaceLabels"] = labels
		return all
	})
	done(t, s.Apply(`{"kubernetes_namespace":"dataiku"}`), "no change")
	done(t, s.Apply(`{"kubernetes_namespace":"other","docker_network":"bridge"}`), "update")
	configs(s, func(all []any) []any {
		config, _ := all[1].(emulator.Document)
		runtime, _ := config["kubernetesRuntimeConfig"].(emulator.Document)
		docker, _ := config["dockerRuntimeConfig"].(emulator.Document)
		kept, _ := runtime["namespaceLabels"].([]any)
		if len(kept) != 1 || runtime["kubernetesNamespace"] != "other" || docker["dockerNetwork"] != "bridge" || config["kubernetesNamespace"] != nil {
			t.Errorf("the configuration is %v", config)
		}
		return all
	})
}

func TestUnknownBuildConfigIsNamed(t *testing.T) {
	t.Parallel()
	s := on(t, executionConfig, "15.0.0")
	providertest.Failed(t, s.Apply(`{"image_build_config":"dokcer"}`), "references an unknown image build configuration",
		`execution configuration "cpu-small" uses image build configuration "dokcer"`, "Refer to its resource")
	if s.Value("name") != "" {
		t.Error("what was refused is in the state")
	}
}

func TestBuildConfigInUseStays(t *testing.T) {
	t.Parallel()
	s := on(t, buildConfig, "15.0.0")
	done(t, s.Apply(`{}`), "create")
	configs(s, func([]any) []any {
		return []any{emulator.Document{"name": "gpu", "type": "KUBERNETES", "imageBuildConfig": "docker"}}
	})
	providertest.Failed(t, s.Destroy(), `execution configuration "gpu" uses image build configuration "docker"`)
	if s.Value("name") != "docker" {
		t.Error("the configuration is forgotten")
	}
	configs(s, func([]any) []any { return nil })
	done(t, s.Destroy(), "delete")
}

func TestContainerActions(t *testing.T) {
	t.Parallel()
	for _, polls := range []int{0, 1} { // answered at once, and followed
		n := providertest.NewNodes(t, "")
		n.DSS.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = polls })
		succeed(t, n, "push_base_images", `{}`, "Pushing the base images", "The base images are pushed")
		succeed(t, n, "apply_kubernetes_policies", `{}`, "Applying the policies of namespaces", "The policies of namespaces are applied")
		if got := posts(n); got != "push-base-images apply-kubernetes-policies" {
			t.Errorf("asked for %s", got)
		}
	}
}

func TestDeletedContainerSettingsStay(t *testing.T) {
	t.Parallel()
	s := on(t, "container_settings", "14.3.3")
	done(t, s.Apply(`{"default_execution_config":"gpu"}`), "create")
	for _, request := range done(t, s.Destroy(), "delete").Requests {
		if request.Method != "GET" {
			t.Errorf("the deletion sends %s %s", request.Method, request.Path)
		}
	}
}
