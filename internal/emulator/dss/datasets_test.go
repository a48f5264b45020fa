package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// newDataset creates a dataset as the official client does.
func (p *probe) newDataset(key, name, kind string, params document) {
	p.Helper()
	p.must("POST", "/projects/"+key+"/datasets/", document{"name": name, "projectKey": key, "type": kind, "params": params})
}

func TestDatasets(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.must("POST", "/projects/A/datasets/", document{
		"name": "orders", "projectKey": "A", "type": "PostgreSQL",
		"params": document{"connection": "pg", "mode": "table", "table": "orders", "catalog": nil},
		"schema": document{"columns": []any{document{"name": "id", "type": "bigint"}}}, "tags": []any{"dropped"},
	})
	dataset := p.get("/projects/A/datasets/orders")
	for member, want := range map[string]any{"name": "orders", "projectKey": "A", "managed": false, "tags": []any{}, "typeSystemVersion": "V2"} {
		p.same(member, dataset[member], want)
	}
	p.same("no schema at creation", at(dataset, "schema", "columns"), []any{})
	p.same("default of the type", at(dataset, "params", "writeInsertBatchSize"), 10000)
	if _, has := object(dataset, "params")["catalog"]; has {
		t.Error("null is never written")
	}
	dataset["tags"], dataset["smartName"], dataset["name"] = []any{"b", "a"}, "other", "other"
	delete(object(dataset, "params"), "writeInsertBatchSize")
	set(dataset, []any{document{"name": "id", "type": "bigint"}}, "schema", "columns")
	p.must("PUT", "/projects/A/datasets/orders", dataset)
	after := p.get("/projects/A/datasets/orders")
	p.same("tags", after["tags"], []any{"a", "b"})
	p.same("name", after["name"], "orders")
	p.same("echo", after["smartName"], nil)
	p.same("default comes back", at(after, "params", "writeInsertBatchSize"), 10000)
	p.same("version", at(after, "versionTag", "versionNumber"), 1)
	p.same("list", p.must("GET", "/projects/A/datasets/?foreign=False", nil), []any{after})
	p.same("tag filter", p.must("GET", "/projects/A/datasets/?tags=z", nil), []any{})
	p.must("DELETE", "/projects/A/datasets/orders?dropData=False", nil)
	p.refused(p.send("GET", "/projects/A/datasets/orders", nil), 404, "NotFoundException", "dataset does not exist: A.orders")
}

func TestDatasetRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.newDataset("A", "orders", "UploadedFiles", document{})
	for _, c := range []struct {
		name, kind, part string
	}{{"orders", "Inline", "already exists"}, {"a.b", "Inline", "Invalid dataset name"}, {"x", "SQL", "Unknown dataset type"}} {
		p.refused(p.send("POST", "/projects/A/datasets/", document{"name": c.name, "type": c.kind}), 400, "IllegalArgumentException", c.part)
	}
	dataset := p.get("/projects/A/datasets/orders")
	for part, column := range map[string]document{
		"no name": {"type": "string"}, "Invalid type": {"name": "x", "type": "text"},
	} {
		set(dataset, []any{column}, "schema", "columns")
		p.refused(p.send("PUT", "/projects/A/datasets/orders", dataset), 400, "IllegalArgumentException", part)
	}
	column := document{"name": "x", "type": "string"}
	p.refused(p.send("PUT", "/projects/A/datasets/orders/schema", document{"columns": []any{column, column}}), 400,
		"IllegalArgumentException", "Duplicate column")
}

func TestDatasetTypeChangesWithItsConnection(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.newDataset("A", "orders", "Filesystem", document{"connection": "filesystem_managed", "path": "/in"})
	dataset := p.get("/projects/A/datasets/orders")
	dataset["type"], dataset["params"] = "Snowflake", document{"connection": "sf", "table": "ORDERS"}
	p.must("PUT", "/projects/A/datasets/orders", dataset)
	after := p.get("/projects/A/datasets/orders")
	p.same("type", after["type"], "Snowflake")
	p.same("mode", at(after, "params", "mode"), "table")
	p.same("path", at(after, "params", "path"), nil)
}

func TestManagedDatasets(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.must("POST", "/admin/connections/", document{"name": "pg", "type": "PostgreSQL", "params": document{}})
	p.must("POST", "/admin/connections/", document{"name": "lake", "type": "EC2", "params": document{"defaultManagedBucket": "b", "defaultManagedPath": "/dku"}})
	create := func(name string, settings document) answer {
		return p.send("POST", "/projects/A/datasets/managed", document{"name": name, "creationSettings": settings})
	}
	create("files", document{"connectionId": "filesystem_managed", "specificSettings": document{"formatOptionId": "CSV_EXCEL_GZIP"}})
	files := p.get("/projects/A/datasets/files")
	p.same("path", at(files, "params", "path"), "${projectKey}/files")
	p.same("style", at(files, "formatParams", "style"), "excel")
	p.same("default of the format", at(files, "formatParams", "separator"), "\t")
	create("table", document{"connectionId": "pg", "specificSettings": document{"overrideSQLSchema": "mart"}, "partitioningOptionId": "copy:dataset:files"})
	table := p.get("/projects/A/datasets/table")
	p.same("table", at(table, "params", "table"), "${projectKey}_table")
	p.same("schema", at(table, "params", "schema"), "mart")
	p.same("managed", table["managed"], true)
	create("objects", document{"connectionId": "lake"})
	objects := p.get("/projects/A/datasets/objects")
	p.same("type", objects["type"], "S3")
	p.same("bucket", at(objects, "params", "bucket"), "b")
	p.same("path", at(objects, "params", "path"), "/dku/${projectKey}/objects")
	p.refused(create("x", document{"connectionId": "absent"}), 400, "IllegalArgumentException", "does not exist")
	p.refused(create("x", document{"connectionId": "filesystem_root"}), 403, "UnauthorizedException", "managed dataset")
	p.refused(create("files", document{"connectionId": "pg"}), 400, "IllegalArgumentException", "already exists")
}

func TestDatasetSchemaAndMetadata(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.newDataset("A", "orders", "UploadedFiles", document{})
	p.same("empty", p.get("/projects/A/datasets/orders/schema"), document{"columns": []any{}, "userModified": false})
	nested := document{"name": "tags", "type": "array", "arrayContent": document{"type": "string"}, "comment": "labels"}
	p.must("PUT", "/projects/A/datasets/orders/schema", document{"columns": []any{nested}, "userModified": true})
	p.same("schema", at(p.get("/projects/A/datasets/orders"), "schema"), document{"columns": []any{nested}, "userModified": true})
	metadata := p.get("/projects/A/datasets/orders/metadata")
	p.same("label", metadata["label"], "orders")
	metadata["description"], metadata["tags"], metadata["custom"] = "All of them", []any{"b", "a"}, document{"kv": document{"k": "v"}}
	p.must("PUT", "/projects/A/datasets/orders/metadata", metadata)
	dataset := p.get("/projects/A/datasets/orders")
	p.same("description", dataset["description"], "All of them")
	p.same("tags", dataset["tags"], []any{"a", "b"})
	p.same("custom", dataset["customMeta"], document{"kv": document{"k": "v"}})
	p.must("PUT", "/projects/A/datasets/orders/metadata", document{"tags": []any{}})
	p.same("dropped", p.get("/projects/A/datasets/orders")["description"], nil)
	p.must("POST", "/projects/A/datasets/orders/generate-ai-description?language=english&saveDescription=True", nil)
	p.same("saved", p.get("/projects/A/datasets/orders/metadata")["description"], "Generated description of orders")
}

func TestRenamedDatasetIsFollowedByItsReferrers(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.project("B", "ROOT")
	for _, name := range []string{"orders", "clean"} {
		p.newDataset("A", name, "Filesystem", document{"connection": "filesystem_managed", "path": "/" + name})
	}
	p.newDataset("B", "copy", "Filesystem", document{"connection": "filesystem_managed", "path": "/copy"})
	p.newRecipe("A", "prepare", "shaker", "orders", "clean")
	p.newRecipe("B", "sync", "sync", "A.orders", "copy")
	p.must("POST", "/projects/A/scenarios/", document{"id": "s", "name": "s", "type": "step_based", "params": document{"steps": []any{
		document{"type": "build_flowitem", "params": document{"builds": []any{document{"type": "DATASET", "itemId": "orders"}}}},
	}}})
	zone, _ := at(p.must("POST", "/projects/A/flow/zones", document{"name": "In"}), "id").(string)
	p.must("POST", "/projects/A/flow/zones/"+zone+"/items", document{"objectId": "orders", "objectType": "DATASET"})

	p.must("POST", "/projects/A/actions/renameDataset", document{"oldName": "orders", "newName": "raw_orders"})
	p.same("path stays", at(p.get("/projects/A/datasets/raw_orders"), "params", "path"), "/orders")
	p.same("recipe", at(p.get("/projects/A/recipes/prepare"), "recipe", "inputs", "main", "items", 0, "ref"), "raw_orders")
	p.same("foreign recipe", at(p.get("/projects/B/recipes/sync"), "recipe", "inputs", "main", "items", 0, "ref"), "A.raw_orders")
	p.same("step", at(p.get("/projects/A/scenarios/s"), "params", "steps", 0, "params", "builds", 0, "itemId"), "raw_orders")
	p.same("zone", at(p.get("/projects/A/flow/zones/"+zone), "items", 0, "objectId"), "raw_orders")
	p.refused(p.send("GET", "/projects/A/datasets/orders", nil), 404, "NotFoundException", "A.orders")
	p.refused(p.send("POST", "/projects/A/actions/renameDataset", document{"oldName": "raw_orders", "newName": "clean"}), 400,
		"IllegalArgumentException", "already exists")
}

func TestDeletedDatasetTakesItsRecipes(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	for _, name := range []string{"a", "b", "c"} {
		p.newDataset("A", name, "Filesystem", document{"connection": "filesystem_managed", "path": "/" + name})
	}
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.newRecipe("A", "bc", "sync", "b", "c")
	p.must("DELETE", "/projects/A/datasets/a", nil)
	left, _ := p.must("GET", "/projects/A/recipes/", nil).([]any)
	if len(left) != 1 || at(left, 0, "name") != "bc" {
		t.Errorf("recipes left: %s", compact(left))
	}
}

func TestForeignDatasetsAreListedWhenAskedFor(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.project("B", "ROOT")
	p.newDataset("A", "orders", "UploadedFiles", document{})
	settings := p.get("/projects/A/settings")
	settings["exposedObjects"] = document{"objects": []any{
		document{"type": "DATASET", "localName": "orders", "rules": []any{document{"targetProject": "B"}}},
	}}
	p.must("PUT", "/projects/A/settings", settings)
	p.same("own", p.must("GET", "/projects/B/datasets/", nil), []any{})
	p.same("foreign", at(p.must("GET", "/projects/B/datasets/?foreign=True", nil), 0, "smartName"), "A.orders")
}
