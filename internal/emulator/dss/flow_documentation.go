package dss

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// flowDocuments holds the generated documents by KEY/ID until the project goes.
const flowDocuments = "flow_documents"

// handleFlowDocumentation serves the documents of dss-project.md 17: a list of the flow instead of a Word file.
func handleFlowDocumentation(n *emulator.Node) {
	const documentation = "/projects/{projectKey}/flow/documentation/"
	n.Handle("POST "+documentation+"generate", onProject("read", generateFlowDocument))
	n.Handle("POST "+documentation+"generate-with-template-in-folder", onProject("read", func(c *emulator.Call, key string) (any, error) {
		ref := itemRef{"MANAGED_FOLDER", key, c.Query("folderId", "")}
		if _, err := findManagedFolder(n, key, ref.name); err != nil {
			return nil, err
		}
		if _, _, ok := readFile(n, ref, cleanLibraryPath(c.Query("path", ""))); !ok {
			return nil, emulator.NotFound("File " + c.Query("path", "") + " does not exist in managed folder " + ref.id())
		}
		return generateFlowDocument(c, key)
	}))
	n.Handle("POST "+documentation+"generate-with-template", onProject("read", func(c *emulator.Call, key string) (any, error) {
		if _, _, err := c.Upload("file"); err != nil {
			return nil, err
		}
		return generateFlowDocument(c, key)
	}))
	n.Handle("GET "+documentation+"generated/{exportId}", onProject("read", func(c *emulator.Call, key string) (any, error) {
		document, ok := n.Store.Collection(flowDocuments).Value(key + "/" + c.Arg("exportId")).(string)
		if !ok {
			return nil, emulator.NotFound("Export " + c.Arg("exportId") + " does not exist")
		}
		return emulator.Binary{
			ContentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Data: []byte(document),
		}, nil
	}))
}

// generateFlowDocument always answers a jobId: clients ask for it. The result is the id of the document.
func generateFlowDocument(c *emulator.Call, key string) (any, error) {
	return c.Task("Generate flow documentation", func() (any, error) {
		id := c.Node.RandomID(8)
		lines := []string{"Flow of " + key}
		for _, recipe := range itemsOf(c.Node, recipes, key) {
			lines = append(lines, text(recipe, "name")+": "+strings.Join(refsOf(recipe, "inputs"), ", ")+" -> "+
				strings.Join(refsOf(recipe, "outputs"), ", "))
		}
		c.Node.Store.Collection(flowDocuments).Put(key+"/"+id, strings.Join(lines, "\n"))
		return Document{"exportId": id}, nil
	})
}
