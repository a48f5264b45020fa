package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// settled answers the result of a long task.
func (p *probe) settled(state any) any {
	p.Helper()
	job, _ := at(state, "jobId").(string)
	for range 5 {
		if at(state, "hasResult") == true {
			return at(state, "result")
		}
		state = p.must("GET", "/futures/"+job, nil)
	}
	p.Fatal("the task never ends")
	return nil
}

func TestDatasetRows(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("orders", "copy")
	p.refused(p.send("GET", "/projects/A/datasets/orders/data/", nil), 500, "DataStoreIOException", "Root path of the dataset orders")
	p.same("never built", p.get("/projects/A/datasets/orders/info")["lastBuild"], nil)
	p.must("POST", "/projects/A/datasets/orders/data", []byte("1\tfirst line\n2\t\"quoted\"\n"))
	rows := p.send("GET", "/projects/A/datasets/orders/data/?format=tsv-excel-noheader&readSessionId=x", nil).text
	p.same("rows", rows, "1\tfirst line\n2\tquoted\n")
	p.must("GET", "/projects/A/datasets/orders/finish-streaming/?readSessionId=x", nil)
	p.same("built", at(p.get("/projects/A/datasets/orders/info"), "lastBuild", "buildSuccess"), true)
	p.same("partitions", p.must("GET", "/projects/A/datasets/orders/partitions", nil), []any{"NP"})

	p.must("PUT", "/projects/A/datasets/orders/schema", document{"columns": []any{document{"name": "id", "type": "bigint"}}})
	p.settled(p.must("POST", "/projects/A/datasets/orders/actions/copyTo", document{"targetProjectKey": "A", "targetDatasetName": "copy", "syncSchema": true, "writeMode": "APPEND"}))
	p.settled(p.must("POST", "/projects/A/datasets/orders/actions/copyTo", document{"targetProjectKey": "A", "targetDatasetName": "copy", "syncSchema": true, "writeMode": "APPEND"}))
	p.same("appended", p.send("GET", "/projects/A/datasets/copy/data/", nil).text, rows+rows)
	p.same("schema follows", at(p.get("/projects/A/datasets/copy/schema"), "columns", 0, "name"), "id")

	p.must("DELETE", "/projects/A/datasets/orders/data", nil)
	p.refused(p.send("GET", "/projects/A/datasets/orders/data/", nil), 500, "DataStoreIOException", "orders")
	p.same("last build stays known", at(p.get("/projects/A/datasets/orders/info"), "lastBuild", "buildSuccess"), true)
	p.must("POST", "/projects/A/datasets/orders/actions/synchronizeHiveMetastore", nil)
}

func TestUploadedFiles(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("orders")
	p.newDataset("A", "up", "UploadedFiles", document{})
	const path = "/projects/A/datasets/up"
	detect := func() any {
		return p.settled(p.must("POST", path+"/actions/testAndDetectSettings/fsLike", document{"detectPossibleFormats": true, "inferStorageTypes": true}))
	}
	job, _ := at(p.must("POST", path+"/actions/testAndDetectSettings/fsLike", nil), "jobId").(string)
	p.get("/futures/" + job)
	p.refused(p.send("GET", "/futures/"+job, nil), 500, "DataStoreIOException", "up")

	if a := p.sendNamedFile(path+"/uploaded/files", "orders.csv", []byte("id;label\n1;a\n2;b\n")); a.status != 200 {
		t.Fatalf("upload: %d %s", a.status, a.text)
	}
	p.same("files", p.must("GET", path+"/uploaded/files", nil), []any{
		document{"filename": "orders.csv", "path": "/orders.csv", "length": 17, "mime": "text/csv; charset=utf-8"},
	})
	format := at(detect(), "format")
	p.same("format", at(format, "type"), "csv")
	p.same("separator", at(format, "params", "separator"), ";")
	p.same("columns", at(format, "schemaDetection", "newSchema", "columns"), []any{
		document{"name": "id", "type": "bigint"}, document{"name": "label", "type": "string"},
	})
	dataset := p.get(path)
	dataset["formatType"], dataset["formatParams"] = at(format, "type"), at(format, "params")
	p.must("PUT", path, dataset)
	p.same("rows", p.send("GET", path+"/data/", nil).text, "1\ta\n2\tb\n")
	p.refused(p.sendNamedFile("/projects/A/datasets/orders/uploaded/files", "x.csv", nil), 400, "IllegalArgumentException", "uploaded files")
	p.refused(p.sendNamedFile(path+"/uploaded/files", "..", nil), 400, "IllegalArgumentException", "Invalid file name")
	p.must("DELETE", path, nil)
	p.newDataset("A", "up", "UploadedFiles", document{})
	p.same("gone with the dataset", p.must("GET", path+"/uploaded/files", nil), []any{})
}

func TestFilesInFolderReadTheFolder(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	id := p.newFolder("landing")
	if a := p.sendNamedFile("/projects/A/managedfolders/"+id+"/contents//in/x.csv", "", []byte("a,b\n1,2\n")); a.status != 200 {
		t.Fatalf("upload: %d %s", a.status, a.text)
	}
	p.newDataset("A", "files", "FilesInFolder", document{"folderSmartId": id})
	result := p.settled(p.must("POST", "/projects/A/datasets/files/actions/testAndDetectSettings/fsLike", document{}))
	p.same("column", at(result, "format", "schemaDetection", "newSchema", "columns", 1), document{"name": "b", "type": "string"})
}

// withStorage says what connections hold that no project wrote.
func withStorage(p *probe) {
	p.must("POST", "/admin/connections/", document{"name": "pg", "type": "PostgreSQL", "params": document{}})
	p.node.SetQuirks(func(q *emulator.Quirks) {
		q.Storage = map[string]emulator.Storage{
			"pg": {Tables: map[string][]emulator.Column{
				"public.orders": {{Name: "id", Type: "bigint", OriginalType: "int8"}}, "mart.totals": {{Name: "n", Type: "int"}},
			}},
			"filesystem_root": {Files: map[string]string{"/in/A/orders.csv": "id\n1\n"}},
		}
	})
}

func TestExternalStorageIsDetected(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	withStorage(p)
	p.newDataset("A", "files", "Filesystem", document{"connection": "filesystem_root", "path": "/in/${projectKey}"})
	result := p.settled(p.must("POST", "/projects/A/datasets/files/actions/testAndDetectSettings/fsLike", document{}))
	p.same("ok", at(result, "format", "ok"), true)
	p.newDataset("A", "orders", "PostgreSQL", document{"connection": "pg", "mode": "table", "table": "orders", "schema": "public"})
	detected := p.must("POST", "/projects/A/datasets/orders/actions/testAndDetectSettings/externalSQL", nil)
	p.same("column", at(detected, "schemaDetection", "newSchema", "columns"), []any{document{"name": "id", "type": "bigint", "originalType": "int8"}})
	p.newDataset("A", "query", "PostgreSQL", document{"connection": "pg", "mode": "query", "query": "SELECT n FROM totals"})
	detected = p.must("POST", "/projects/A/datasets/query/actions/testAndDetectSettings/externalSQL", nil)
	p.same("column", at(detected, "schemaDetection", "newSchema", "columns", 0, "name"), "n")
	p.newDataset("A", "absent", "PostgreSQL", document{"connection": "pg", "mode": "table", "table": "absent"})
	p.refused(p.send("POST", "/projects/A/datasets/absent/actions/testAndDetectSettings/externalSQL", nil), 500, "SQLException", "absent")
	p.refused(p.send("POST", "/projects/A/datasets/files/actions/testAndDetectSettings/externalSQL", nil), 400, "IllegalArgumentException", "SQL")
}

func TestTablesImport(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	withStorage(p)
	const actions = "/projects/A/datasets/tables-import/actions/"
	p.same("schemas", p.must("GET", actions+"list-schemas?connectionName=pg", nil), []any{"mart", "public"})
	p.refused(p.send("GET", actions+"list-schemas?connectionName=absent", nil), 400, "IllegalArgumentException", "does not exist")
	tables := p.settled(p.must("GET", actions+"list-tables?connectionName=pg&schemaName=mart", nil))
	p.same("table", at(tables, "tables", 0, "table"), "totals")
	p.must("POST", "/projects/A/datasets/managed", document{"name": "made", "creationSettings": document{"connectionId": "pg"}})
	p.same("not built", at(p.settled(p.must("GET", actions+"list-tables?connectionName=pg", nil)), "tables", 2), nil)
	p.must("POST", "/projects/A/datasets/made/data", []byte("1,2\n"))
	p.same("built", at(p.settled(p.must("GET", actions+"list-tables?connectionName=pg", nil)), "tables", 2, "table"), "A_made")

	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	prepared := p.must("POST", actions+"prepare-from-keys", document{"keys": []any{document{"connectionName": "pg", "schema": "public", "name": "orders", "catalog": nil}}})
	if at(prepared, "jobId") == nil {
		t.Error("clients ask for the jobId")
	}
	p.settled(p.must("POST", actions+"execute-from-candidates", p.settled(prepared)))
	dataset := p.get("/projects/A/datasets/orders")
	p.same("type", dataset["type"], "PostgreSQL")
	p.same("table", at(dataset, "params", "table"), "orders")
	p.same("schema", at(dataset, "schema", "columns", 0, "type"), "bigint")
}

func TestUsagesAndLineage(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b", "c")
	columns := document{"columns": []any{document{"name": "id", "type": "bigint"}}}
	for _, name := range []string{"a", "b", "c"} {
		p.must("PUT", "/projects/A/datasets/"+name+"/schema", columns)
	}
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.newRecipe("A", "bc", "sync", "b", "c")
	p.same("usages", p.must("GET", "/projects/A/datasets/b/usages", nil), []any{
		document{"type": "RECIPE_OUTPUT", "objectId": "ab", "objectProjectKey": "A"},
		document{"type": "RECIPE_INPUT", "objectId": "bc", "objectProjectKey": "A"},
	})
	relations, _ := p.must("GET", "/projects/A/datasets/a/column-lineage?columnName=id", nil).([]any)
	p.same("relations", len(relations), 2)
	p.same("far end", at(relations, 1, "output", "datasetName"), "c")
	p.refused(p.send("GET", "/projects/A/datasets/a/column-lineage?columnName=x", nil), 400, "IllegalArgumentException", "x")
}

func TestElasticsearchSearch(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.newDataset("A", "logs", "ElasticSearch", document{"connection": "es", "index": "logs"})
	p.must("POST", "/projects/A/datasets/logs/data", []byte("1\terror here\n2\tfine\n"))
	result := p.settled(p.must("GET", "/projects/A/datasets/logs/search-data-elastic?queryString=error&start=0&size=128&sortColumns=null&partitions=null", nil))
	p.same("rows", at(result, "rows"), []any{[]any{"1", "error here"}})
}
