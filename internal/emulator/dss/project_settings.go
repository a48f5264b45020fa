package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func handleProjectSettings(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/settings", readProjectPart(projectSettings))
	n.Handle("PUT /projects/{projectKey}/settings", onProject("admin", func(c *emulator.Call, key string) (any, error) {
		// `shortDesc` and other foreign members are dropped (observed.md 5).
		stored, _ := n.Store.Collection(projectSettings).Get(key)
		settings, err := c.Typed(projectSettingsShape(n).Knowing(stored))
		if err != nil {
			return nil, err
		}
		if partialSettings(settings, stored) {
			return nil, emulator.NullPointer()
		}
		restore(settings, stored, defaultProjectSettings(n))
		completeExposed(settings)
		saveProjectPart(c, projectSettings, key, settings)
		return emulator.Empty{}, nil
	}))
	n.Handle("GET /projects/{projectKey}/tags", readProjectPart(projectTags))
	n.Handle("PUT /projects/{projectKey}/tags", onProject("writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			palette, err := c.Typed(paletteShape)
			if err != nil {
				return nil, err
			}
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

// paletteShape is confirmed by project-documents.md 9.
var paletteShape = emulator.Object(emulator.Members{"tags": emulator.Map(emulator.Like(Document{"color": ""}))})
