package dss

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// columnTypes are the storage types of dss-project.md 2 and project-documents.md 4.
var columnTypes = []string{
	"string", "tinyint", "smallint", "int", "bigint", "float", "double", "boolean", "date", "dateonly", "datetimenotz", "array", "map",
	"object", "geopoint", "geometry",
}

// handleDatasetParts serves what has routes of its own and is kept in the document all the same.
func handleDatasetParts(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/datasets/{datasetName}/schema", onDataset("read",
		func(_ *emulator.Call, dataset Document) (any, error) {
			schema := object(dataset, "schema")
			complete(schema, Document{"columns": []any{}, "userModified": false})
			return schema, nil
		}))
	n.Handle("PUT /projects/{projectKey}/datasets/{datasetName}/schema", onDataset("writeProjectContent", replaceSchema))
	n.Handle("GET /projects/{projectKey}/datasets/{datasetName}/metadata", onDataset("read",
		func(_ *emulator.Call, dataset Document) (any, error) { return itemMetadata(dataset), nil }))
	n.Handle("PUT /projects/{projectKey}/datasets/{datasetName}/metadata", onDataset("writeProjectContent",
		func(c *emulator.Call, dataset Document) (any, error) {
			return replaceItemMetadata(c, datasets, dataset)
		}))
	n.Handle("POST /projects/{projectKey}/datasets/{datasetName}/generate-ai-description", onDataset("writeProjectContent",
		func(c *emulator.Call, dataset Document) (any, error) { return describeItem(c, datasets, dataset) }))
}

// replaceSchema changes the columns of the document, nothing in the storage (observed.md 12).
func replaceSchema(c *emulator.Call, dataset Document) (any, error) {
	body, err := c.Typed(schemaShape.Knowing(dataset["schema"]))
	if err != nil {
		return nil, err
	}
	if _, isList := body["columns"].([]any); !isList {
		return nil, emulator.IllegalArgument("Missing columns")
	}
	if err := checkSchema(body); err != nil {
		return nil, err
	}
	setSchema(dataset, body["columns"], body["userModified"] == true)
	saveItem(c, datasets, "name", dataset, dataset)
	return Document{"msg": "Updated schema of " + text(dataset, "name")}, nil
}

// setSchema keeps what else the schema holds, such as the metadata that some recipes write (project-documents.md 4).
func setSchema(dataset Document, columns any, userModified bool) {
	schema := object(dataset, "schema")
	if schema == nil {
		schema = Document{}
	}
	schema["columns"], schema["userModified"] = columns, userModified
	dataset["schema"] = schema
}

// checkSchema refuses columns without a name, twice the same, or of a type that does not exist.
func checkSchema(schema Document) error {
	seen := map[string]bool{}
	for _, column := range objects(schema, "columns") {
		name := text(column, "name")
		switch {
		case name == "":
			return emulator.IllegalArgument("A column has no name")
		case seen[name]:
			return emulator.IllegalArgument("Duplicate column: '" + name + "'")
		case !slices.Contains(columnTypes, text(column, "type")):
			return emulator.IllegalArgument("Invalid type of column '" + name + "': '" + text(column, "type") + "'")
		}
		seen[name] = true
	}
	return nil
}

// itemMetadata is the envelope of dss-project.md 2 for datasets and recipes.
func itemMetadata(d Document) Document {
	metadata := pick(d, "description", "shortDesc", "tags", "checklists", "customFields")
	metadata["label"], metadata["custom"] = d["name"], d["customMeta"]
	complete(metadata, Document{
		"tags": []any{}, "checklists": Document{"checklists": []any{}}, "custom": Document{"kv": Document{}}, "customFields": Document{},
	})
	return metadata
}

// replaceItemMetadata drops what the body leaves out. The label is the name, which only a rename changes.
func replaceItemMetadata(c *emulator.Call, collection string, stored Document) (any, error) {
	body, err := c.Typed(metadataShape)
	if err != nil {
		return nil, err
	}
	body["customMeta"] = body["custom"]
	updated, _ := emulator.Clone(stored).(Document)
	for _, member := range []string{"description", "shortDesc", "tags", "checklists", "customMeta", "customFields"} {
		if body[member] == nil {
			delete(updated, member)
		} else {
			updated[member] = body[member]
		}
	}
	restore(updated, stored, Document{
		"tags": []any{}, "checklists": Document{"checklists": []any{}}, "customMeta": Document{"kv": Document{}}, "customFields": Document{},
	})
	saveItem(c, collection, "name", stored, updated)
	return Document{"msg": "Updated metadata of " + text(stored, "name")}, nil
}

// describeItem answers a text of its own instead of asking a language model.
func describeItem(c *emulator.Call, collection string, item Document) (any, error) {
	if err := checkDescriptionOptions(c); err != nil {
		return nil, err
	}
	description := "Generated description of " + text(item, "name")
	if c.Flag("saveDescription", false) {
		item["description"] = description
		saveItem(c, collection, "name", item, item)
	}
	return Document{"msg": description}, nil
}
