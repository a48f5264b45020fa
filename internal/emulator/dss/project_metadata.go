package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

var (
	descriptionLanguages = []string{"dutch", "english", "french", "german", "japanese", "portuguese", "spanish"}
	descriptionPurposes  = []string{"generic", "technical", "business_oriented", "executive"}
	descriptionLengths   = []string{"low", "medium", "high"}
)

func handleProjectMetadata(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/metadata", readProjectPart(projectMetadata))
	n.Handle("PUT /projects/{projectKey}/metadata", onProject("writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			body, err := c.Typed(metadataShape)
			if err != nil {
				return nil, err
			}
			if text(body, "label") == "" { // a project is never without a name
				stored, _ := n.Store.Collection(projectMetadata).Get(key)
				keep(body, stored, "label")
			}
			saveProjectPart(c, projectMetadata, key, newMetadata(body))
			return emulator.Empty{}, nil
		}))
	n.Handle("POST /projects/{projectKey}/generate-ai-description", onProject("writeProjectContent", describeProject))
}

// newMetadata completes a document and sorts the tags.
func newMetadata(metadata Document) Document {
	complete(metadata, Document{
		"description": "", "shortDesc": "", "checklists": Document{"checklists": []any{}},
		"custom": Document{"kv": Document{}}, "customFields": Document{},
	})
	metadata["tags"] = sortedSet(texts(metadata["tags"]))
	return metadata
}

// describeProject answers a text of its own instead of asking a language model (dss-project.md 6).
func describeProject(c *emulator.Call, key string) (any, error) {
	if err := checkDescriptionOptions(c); err != nil {
		return nil, err
	}
	description := "Generated description of project " + key
	if c.Flag("saveDescription", false) {
		metadata, _ := c.Node.Store.Collection(projectMetadata).Get(key)
		metadata["description"] = description
		saveProjectPart(c, projectMetadata, key, metadata)
	}
	return Document{"msg": description}, nil
}

func checkDescriptionOptions(c *emulator.Call) error {
	for name, allowed := range map[string][]string{
		"language": descriptionLanguages, "purpose": descriptionPurposes, "length": descriptionLengths,
	} {
		if value := c.Query(name, allowed[0]); !slices.Contains(allowed, value) {
			return emulator.IllegalArgument("Invalid " + name + ": " + value)
		}
	}
	return nil
}
