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

// containerShape has the members that the version knows (dss-admin.md 14).
func containerShape(n *emulator.Node) emulator.Shape {
	pairs := emulator.List(emulator.Like(Document{"key": "", "value": ""}))
	resources := emulator.Object(emulator.Members{"customRequests": pairs, "customLimits": pairs})
	execution := emulator.Members{
		"name": emulator.String, "type": emulator.String, "allowedGroups": emulator.List(emulator.String),
		"kubernetesResources": resources,
	}
	if !nestedContainers(n) {
		for _, member := range unsetContainerTexts {
			execution[member] = emulator.String
		}
		return emulator.Like(defaultContainerSettings(n), emulator.Members{
			"executionConfigs": emulator.List(emulator.Like(executionConfigDefaults(n), execution)),
		})
	}
	delete(execution, "kubernetesResources")
	execution["kubernetesRuntimeConfig"] = emulator.Object(emulator.Members{
		"managedNamespace": emulator.String, "kubernetesResources": resources,
	})
	return emulator.Like(defaultContainerSettings(n), emulator.Members{
		"executionConfigs": emulator.List(emulator.Like(executionConfigDefaults(n), execution)),
		"buildConfigs": emulator.List(emulator.Like(buildConfigDefaults(), emulator.Members{
			"name": emulator.String, "dkuInClusterBuilderConfig": emulator.Map(emulator.Any), "openshiftBuilderConfig": emulator.Map(emulator.Any),
			"dockerBuilderConfig": emulator.Object(emulator.Members{
				"pushConfigs": emulator.List(emulator.Like(Document{"repositoryURL": "", "prePushMode": ""})),
			}),
		})),
	})
}

func completeContainers(n *emulator.Node, settings Document) {
	for _, config := range objects(settings, "executionConfigs") {
		complete(config, executionConfigDefaults(n))
	}
	for _, config := range objects(settings, "buildConfigs") {
		complete(config, buildConfigDefaults())
	}
}

// checkContainers refuses the whole document for a bad reference (observed.md 1.4).
func checkContainers(settings Document) error {
	var names []string
	for _, config := range objects(settings, "buildConfigs") {
		names = append(names, text(config, "name"))
	}
	for _, config := range objects(settings, "executionConfigs") {
		if name := text(config, "imageBuildConfig"); name != "" && !slices.Contains(names, name) {
			return emulator.IllegalArgument(
				"One of the container execution configurations references an unknown image build configuration.")
		}
	}
	return nil
}

// unsetContainerTexts are absent before 15 unless somebody set them.
var unsetContainerTexts = []string{
	"baseImage", "repositoryURL", "imagePullSecretName", "kubernetesNamespace", "dockerNetwork",
}

func executionConfigDefaults(n *emulator.Node) Document {
	resources := Document{
		"memRequestMB": -1, "memLimitMB": -1, "cpuRequest": -1, "cpuLimit": -1, "customRequests": []any{},
		"customLimits": []any{},
	}
	common := Document{"usableBy": "ALL", "allowedGroups": []any{}, "isFinal": false, "properties": []any{}}
	if !nestedContainers(n) {
		maps.Copy(common, Document{
			"baseImageType": "EXEC", "prePushMode": "NONE", "createNamespace": false, "ensureNamespaceCompliance": false,
			"dockerTLSVerify": false, "dockerResources": []any{}, "hostPathVolumes": []any{},
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
