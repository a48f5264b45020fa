package dss

import (
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// Execution configurations are nested since DSS 15 and flat before; members of the other shape vanish (dss-admin.md 14).

func nestedContainers(n *emulator.Node) bool { return n.AtLeast("15.0.0") }

func defaultContainerSettings(n *emulator.Node) Document {
	settings := Document{
		"executionConfigs": []any{}, "executionConfigsGenericOverrides": Document{}, "defaultExecutionConfig": "",
	}
	if nestedContainers(n) {
		maps.Copy(settings, Document{
			"buildConfigs": []any{}, "defaultExecutionConfigForVisualRecipesWorkloads": "",
			"defaultExecutionConfigForExporters": "", "cdeEnabled": true,
		})
	}
	return settings
}

// newContainerSettings checks and completes the block. A bad reference refuses the whole document (observed.md 1.4).
func newContainerSettings(n *emulator.Node, given Document) (Document, error) {
	defaults := defaultContainerSettings(n)
	settings := Document{}
	for member := range defaults {
		if value, ok := given[member]; ok {
			settings[member] = value
		}
	}
	complete(settings, defaults)
	settings["executionConfigs"] = shapedConfigs(settings, "executionConfigs", executionConfigDefaults(n), "name", "type")
	if !nestedContainers(n) {
		return settings, nil
	}
	settings["buildConfigs"] = shapedConfigs(settings, "buildConfigs", buildConfigDefaults(),
		"name", "dkuInClusterBuilderConfig", "openshiftBuilderConfig")
	var names []string
	for _, config := range objects(settings, "buildConfigs") {
		names = append(names, text(config, "name"))
	}
	for _, config := range objects(settings, "executionConfigs") {
		if name := text(config, "imageBuildConfig"); name != "" && !slices.Contains(names, name) {
			return nil, emulator.IllegalArgument(
				"One of the container execution configurations references an unknown image build configuration.")
		}
	}
	return settings, nil
}

// shapedConfigs keeps the members that defaults or extra name, at the top level, and adds the missing ones.
func shapedConfigs(settings Document, member string, defaults Document, extra ...string) []any {
	known := slices.AppendSeq(extra, maps.Keys(defaults))
	shaped := []any{}
	for _, config := range objects(settings, member) {
		config = pick(config, known...)
		complete(config, defaults)
		shaped = append(shaped, config)
	}
	return shaped
}

func executionConfigDefaults(n *emulator.Node) Document {
	resources := Document{
		"memRequestMB": -1, "memLimitMB": -1, "cpuRequest": -1, "cpuLimit": -1, "customRequests": []any{},
		"customLimits": []any{},
	}
	common := Document{"usableBy": "ALL", "allowedGroups": []any{}, "isFinal": false, "properties": []any{}}
	if !nestedContainers(n) {
		maps.Copy(common, Document{
			"baseImage": "", "baseImageType": "EXEC", "repositoryURL": "", "prePushMode": "NONE", "imagePullSecretName": "",
			"kubernetesNamespace": "", "createNamespace": false, "ensureNamespaceCompliance": false,
			"dockerNetwork": "", "dockerTLSVerify": false, "dockerResources": []any{}, "hostPathVolumes": []any{},
			"kubernetesResources": resources,
		})
		return common
	}
	maps.Copy(common, Document{
		"workloadType": "ANY", "imageBuildConfig": "",
		"dockerRuntimeConfig": Document{"dockerTLSVerify": false, "dockerNetwork": "host", "dockerResources": []any{}},
		"kubernetesRuntimeConfig": Document{
			"kubernetesNamespace": "", "createNamespace": false, "ensureNamespaceCompliance": false,
			"authenticationMode": "NONE", "namespaceLabels": []any{}, "hostPathVolumes": []any{}, "enableCustomSHM": false,
			"customSHMValueMB": 0, "noImplicitK8sClusterAndNoDefaultClusterId": false, "kubernetesResources": resources,
		},
	})
	return common
}

// buildConfigDefaults has no `type`: the server drops it (observed.md 10).
func buildConfigDefaults() Document {
	return Document{
		"baseImageType": "EXEC", "imageBuilderType": "DOCKER", "isFinal": false, "properties": []any{},
		"dockerBuilderConfig": Document{"dockerTLSVerify": false, "pushConfigs": []any{}},
	}
}
