package dss_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"testing/fstest"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

// zipped packs files as an archive.
func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	for name, content := range files {
		entry, err := writer.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(entry, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return archive.Bytes()
}

// unzipped reads an archive.
func unzipped(t *testing.T, archive string) map[string]string {
	t.Helper()
	reader, err := zip.NewReader(bytes.NewReader([]byte(archive)), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, entry := range reader.File {
		file, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name] = string(content)
	}
	return files
}

// process imports an archive and returns the report.
func (p *probe) process(files map[string]string, settings document) any {
	p.Helper()
	return p.must("POST", "/projects/import/"+p.upload(zipped(p.T, files))+"/process", settings)
}

const shop = `{"name": "Shop", "owner": "nobody", "settings": {"codeEnvs": {"python": {"mode": "EXPLICIT_ENV", "envName": "old"}}}, ` +
	`"permissions": [{"group": "helpers", "readProjectContent": true}], "imgPattern": 3, "projectType": "REGULAR"}`

func TestImportTakesWhatRealNodesWrite(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	done := p.process(map[string]string{
		"export-manifest.json":                       `{"originalProjectKey": "SHOP"}`,
		"project_config/params.json":                 shop,
		"project_config/localvariables.json":         `{"host": "a"}`,
		"project_config/version-tags.json":           `{"tags": {"DATASET.orders": {"versionNumber": 7}}}`,
		"project_config/datasets/orders.json":        `{"type": "PostgreSQL", "params": {"connection": "pg"}, "tags": ["b", "a"]}`,
		"project_config/recipes/a.b.json":            `{"type": "sql_query", "inputs": {}, "outputs": {"main": {"items": [{"ref": "orders"}]}}}`,
		"project_config/recipes/a.b.sql":             "SELECT 1",
		"project_config/recipes/a.b.join":            "left over",
		"project_config/scenarios/S.json":            `{"type": "custom_python", "name": "S", "id": "OLD", "projectKey": "OLD"}`,
		"project_config/scenarios/S.py":              "print(1)",
		"project_config/wiki/taxonomy.json":          `{"taxonomy": []}`,
		"project_config/lib/python/x.py":             "x = 1",
		"project_config/lib/external-libraries.json": `{"pythonPath": ["python", "more"]}`,
		"uploads/orders/part.csv":                    "a,b",
	}, document{"_": "_"})
	p.same("key", at(done, "usedProjectKey"), "SHOP")
	p.same("missing connection", at(done, "messages", "messages", 0, "details"), "pg")
	p.same("dataset", p.get("/projects/SHOP/datasets/orders"), document{
		"projectKey": "SHOP", "name": "orders", "type": "PostgreSQL", "params": document{"connection": "pg"}, "tags": []any{"b", "a"},
		"versionTag": document{"versionNumber": 7},
	})
	p.same("payload", p.get("/projects/SHOP/recipes/a.b")["payload"], "SELECT 1")
	p.same("identity", p.get("/projects/SHOP/scenarios/S")["id"], "S")
	p.same("script", p.get("/projects/SHOP/scenarios/S/payload")["script"], "print(1)")
	p.same("local variables", p.get("/projects/SHOP/variables")["local"], document{"host": "a"})
	p.same("library", p.get("/projects/SHOP/libraries/contents/python/x.py")["data"], "x = 1")
	p.same("owner who does not exist", p.get("/projects/SHOP/permissions")["owner"], "admin")
	p.same("permission", at(p.get("/projects/SHOP/permissions"), "permissions", 0, "group"), "helpers")

	files := unzipped(t, p.send("POST", "/projects/SHOP/export", document{"exportUploads": true}).text)
	for name, want := range map[string]string{
		"project_config/recipes/a.b.join": "left over", "project_config/scenarios/S.py": "print(1)",
	} {
		if files[name] != want {
			t.Errorf("export of %s: %q", name, files[name])
		}
	}
	if _, has := files["project_config/localvariables.json"]; has {
		t.Error("local variables leave the node")
	}
	params, _ := emulator.ParseJSON([]byte(files["project_config/params.json"]))
	p.same("kept", at(params, "imgPattern"), 3)
	manifest, _ := emulator.ParseJSON([]byte(files["export-manifest.json"]))
	p.same("needed", at(manifest, "requiredConnections", "pg", "isMissing"), true)
}

func TestImportRemaps(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.process(map[string]string{
		"params.json":            shop,
		"datasets/orders.json":   `{"type": "PostgreSQL", "params": {"connection": "pg"}}`,
		"datasets/files.json":    `{"type": "UploadedFiles", "params": {"uploadConnection": "pg"}}`,
		"recipes/r.json":         `{"type": "python", "params": {"envSelection": {"envMode": "EXPLICIT_ENV", "envName": "old"}}}`,
		"scenarios/S.json":       `{"type": "step_based", "params": {"steps": [{"type": "exec_sql", "params": {"connection": "pg"}}]}}`,
		"managed_folders/f.json": `{"name": "f", "type": "S3", "params": {"connection": "lake"}}`,
		"web_apps/w.json":        `{"params": {"envSelection": {"envName": "old"}, "infra": {"containerConf": "small"}}}`,
	}, document{"targetProjectKey": "SHOP", "remapping": document{
		"connections":    []any{document{"source": "pg", "target": "filesystem_managed"}},
		"codeEnvs":       []any{document{"source": "old", "target": "new"}},
		"containerExecs": []any{document{"source": "small", "target": "large"}}, "enableContainerExecRemapping": true,
	}})
	webApp, _ := emulator.ParseJSON([]byte(unzipped(t, p.send("POST", "/projects/SHOP/export", nil).text)["project_config/web_apps/w.json"]))
	p.same("what the node does not serve", at(webApp, "params"), document{
		"envSelection": document{"envName": "new"}, "infra": document{"containerConf": "large"},
	})
	p.same("dataset", at(p.get("/projects/SHOP/datasets/orders"), "params", "connection"), "filesystem_managed")
	p.same("upload", at(p.get("/projects/SHOP/datasets/files"), "params", "uploadConnection"), "filesystem_managed")
	p.same("step", at(p.get("/projects/SHOP/scenarios/S"), "params", "steps", 0, "params", "connection"), "filesystem_managed")
	p.same("other", at(p.get("/projects/SHOP/managedfolders/f"), "params", "connection"), "lake")
	p.same("recipe", at(p.get("/projects/SHOP/recipes/r"), "recipe", "params", "envSelection", "envName"), "new")
	p.same("settings", at(p.get("/projects/SHOP/settings"), "settings", "codeEnvs", "python", "envName"), "new")
}

func TestImportFailures(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("TAKEN", "ROOT")
	failed := p.process(map[string]string{"params.json": shop, "datasets/orders.json": "{"}, document{"targetProjectKey": "X"})
	p.same("broken document", at(failed, "success"), false)
	p.refused(p.send("GET", "/projects/X", nil), 403, "UnauthorizedException", hidden)
	p.same("taken", at(p.process(map[string]string{"params.json": shop}, document{"targetProjectKey": "TAKEN"}), "success"), false)
	p.same("no key", at(p.process(map[string]string{"params.json": shop}, document{"_": "_"}), "success"), false)
	p.refused(p.sendFile("/projects/import/upload", zipped(t, map[string]string{"readme.txt": "?"})), 400, "IllegalArgumentException", "neither")
	p.refused(p.sendFile("/projects/import/upload", []byte("no zip")), 400, "IllegalArgumentException", "Not a project archive")
}

func TestImportedSettingsCanBeSavedAgain(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.process(map[string]string{"params.json": shop}, document{"targetProjectKey": "SHOP"})
	settings := p.get("/projects/SHOP/settings")
	p.must("PUT", "/projects/SHOP/settings", settings)
	delete(object(settings, "settings"), "codeEnvs")
	p.refused(p.send("PUT", "/projects/SHOP/settings", settings), 500, "NullPointerException", "")
}

func TestImportProjectFindsTheDocuments(t *testing.T) {
	file := func(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }
	for want, files := range map[string]fstest.MapFS{
		"EXPORTED": {"export-manifest.json": file(`{"originalProjectKey": "EXPORTED"}`), "project_config/params.json": file(shop)},
		"FOLDER":   {"params.json": file(shop), ".git/config": file("x"), "notebooks/sql/x/params.json": file("{}")},
		"NESTED":   {"shop-main/params.json": file(shop), "shop-main/datasets/d.json": file(`{"type": "Inline"}`)},
		"LOOSE":    {"datasets/d.json": file(`{"type": "Inline"}`)},
	} {
		node := dss.New(emulator.Options{})
		key, err := dss.ImportProject(node, "", want, files)
		if err != nil || key != want {
			t.Errorf("%s: %q, %v", want, key, err)
		}
		node.Do(func(store *emulator.Store) {
			if !store.Collection("projects").Has(want) {
				t.Errorf("%s is not there", want)
			}
		})
	}
}

func TestDuplicateTakesTheFlowAlong(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("a", "b")
	p.newRecipe("A", "ab", "sync", "a", "b")
	p.must("POST", "/projects/A/duplicate/", document{"targetProjectKey": "B", "targetProjectName": "Second"})
	p.same("dataset", p.get("/projects/B/datasets/a")["projectKey"], "B")
	p.same("recipe", at(p.get("/projects/B/recipes/ab"), "recipe", "inputs", "main", "items", 0, "ref"), "a")
	p.same("name", p.get("/projects/B/metadata")["label"], "Second")
}

// What a real node wrote, real servers know, also where the contract does not.
func TestImportedMembersAreKnown(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.process(map[string]string{
		"params.json":          `{"name": "Shop", "permissions": [{"group": "helpers", "newFlag": true}]}`,
		"datasets/orders.json": `{"type": "Inline", "newMember": {"x": 1}, "schema": {"columns": [{"name": "id", "type": "int", "newMember": 1}]}}`,
		"recipes/r.json":       `{"type": "python", "newMember": "x", "inputs": {}, "outputs": {}}`,
	}, document{"targetProjectKey": "SHOP"})
	dataset := p.get("/projects/SHOP/datasets/orders")
	dataset["typo"] = 1
	p.must("PUT", "/projects/SHOP/datasets/orders", dataset)
	dataset = p.get("/projects/SHOP/datasets/orders")
	p.same("member", at(dataset, "newMember", "x"), 1)
	p.same("member of a column", at(dataset, "schema", "columns", 0, "newMember"), 1)
	p.same("unknown", dataset["typo"], nil)
	recipe := p.get("/projects/SHOP/recipes/r")
	p.must("PUT", "/projects/SHOP/recipes/r", recipe)
	p.same("member of a recipe", at(p.get("/projects/SHOP/recipes/r"), "recipe", "newMember"), "x")
	permissions := p.get("/projects/SHOP/permissions")
	p.must("PUT", "/projects/SHOP/permissions", permissions)
	p.same("member of a permission", at(p.get("/projects/SHOP/permissions"), "permissions", 0, "newFlag"), true)
}

func TestExportsTakeTheDataThatIsAskedFor(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.flow("in", "out")
	p.newRecipe("A", "r", "sync", "in", "out")
	for _, name := range []string{"in", "out"} {
		p.must("POST", "/projects/A/datasets/"+name+"/data", []byte("1\t2\n"))
	}
	for options, want := range map[string][2]bool{`{}`: {}, `{"exportAllInputDatasets": true}`: {true, false}, `{"exportAllDatasets": true}`: {true, true}} {
		archive := p.send("POST", "/projects/A/export", []byte(options)).text
		files := unzipped(t, archive)
		for i, name := range []string{"in", "out"} {
			if got := files["managed_datasets/"+name+"/.rows"] != ""; got != want[i] {
				t.Errorf("%s: data of %s: %v", options, name, got)
			}
		}
	}
	archive := p.send("GET", "/projects/A/export?exportAllDatasets=True", nil).text
	p.must("POST", "/projects/import/"+p.upload([]byte(archive))+"/process", document{"targetProjectKey": "B"})
	p.same("rows", p.send("GET", "/projects/B/datasets/out/data/", nil).text, "1\t2\n")
	p.must("POST", "/projects/A/duplicate/", document{"targetProjectKey": "C", "targetProjectName": "C", "duplicationMode": "NONE"})
	p.refused(p.send("GET", "/projects/C/datasets/out/data/", nil), 500, "DataStoreIOException", "out")
}
