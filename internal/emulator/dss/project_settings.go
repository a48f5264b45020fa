package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func handleProjectSettings(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/settings", readProjectPart(projectSettings))
	n.Handle("PUT /projects/{projectKey}/settings", onProject("admin", func(c *emulator.Call, key string) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		stored, _ := n.Store.Collection(projectSettings).Get(key)
		if partialSettings(body, stored) {
			return nil, emulator.NullPointer()
		}
		// `shortDesc` and other foreign members are dropped (observed.md 5). What a bundle holds comes along
		// (project-documents.md 8).
		settings := pick(body, "settings", "exposedObjects", "projectStatus", "bundleExporterSettings", "bundleContainerSettings")
		restore(settings, stored, defaultProjectSettings())
		saveProjectPart(c, projectSettings, key, settings)
		return emulator.Empty{}, nil
	}))
	n.Handle("GET /projects/{projectKey}/tags", readProjectPart(projectTags))
	n.Handle("PUT /projects/{projectKey}/tags", onProject("writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			palette := pick(body, "tags")
			complete(palette, Document{"tags": Document{}})
			saveProjectPart(c, projectTags, key, palette)
			return emulator.Empty{}, nil
		}))
}

// partialSettings tells whether a document lacks what every GET has: the server fails on it (observed.md 1.4). Projects of old
// versions have less.
func partialSettings(body, stored Document) bool {
	settings, before := object(body, "settings"), object(stored, "settings")
	for _, member := range []string{"codeEnvs", "container"} {
		if object(settings, member) == nil && object(before, member) != nil {
			return true
		}
	}
	_, hasList := object(body, "exposedObjects")["objects"].([]any)
	return settings == nil || !hasList
}

// defaultProjectSettings is the document of a new project (sample project-settings). `projectStatus` sits beside the
// settings (dss-project.md 6).
func defaultProjectSettings() Document {
	inheritEnv := Document{"mode": "INHERIT", "useBuiltinEnv": false, "preventOverride": false}
	return Document{
		"projectStatus": "Sandbox",
		"settings": Document{
			"codeEnvs":                           Document{"python": inheritEnv, "r": inheritEnv},
			"container":                          Document{"containerMode": "INHERIT"},
			"containerForVisualRecipesWorkloads": Document{"containerMode": "INHERIT"},
			"cluster":                            Document{"clusterMode": "INHERIT"},
			"k8sCluster":                         Document{"clusterMode": "INHERIT"},
			"flowDisplaySettings": Document{
				"showFlowZoneDescriptions": false, "zonesGraphRenderingAlgorithm": "DOT_OLDRANK",
				"zonesGraphConnectZones": false, "zonesGraphForJobs": false, "respectTraversalOrder": false,
				"zonesManualPositioning": false,
			},
			"flowBuildSettings": Document{
				"mergeSqlPipelines": false, "mergeSparkPipelines": false, "mergeCdePipelines": false,
			},
		},
		"exposedObjects": Document{"objects": []any{}},
	}
}
