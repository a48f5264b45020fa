package dss_test

import (
	"archive/zip"
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// archive is a zip of the files.
func (p *probe) archive(files map[string]string) []byte {
	p.Helper()
	var content bytes.Buffer
	writer := zip.NewWriter(&content)
	for name, text := range files {
		entry, err := writer.Create(name)
		if err != nil {
			p.Fatal(err)
		}
		if _, err := entry.Write([]byte(text)); err != nil {
			p.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		p.Fatal(err)
	}
	return content.Bytes()
}

// sendFile sends a file as a form.
func (p *probe) sendFile(path string, content []byte) answer {
	p.Helper()
	return p.sendNamedFile(path, "plugin.zip", content)
}

func (p *probe) sendNamedFile(path, name string, content []byte) answer {
	p.Helper()
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	part, err := writer.CreateFormFile("file", name)
	if err != nil {
		p.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		p.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		p.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.Context(), http.MethodPost, p.url+"/public/api"+path, &form)
	if err != nil {
		p.Fatal(err)
	}
	request.SetBasicAuth(p.key, "")
	request.Header.Set("Content-Type", writer.FormDataContentType())
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	return p.read(response.StatusCode, response.Body)
}

// inline is a probe of a node that answers tasks at once.
func inline(t *testing.T) *probe {
	t.Helper()
	p := newProbe(t, emulator.Options{})
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 0 })
	return p
}

// install installs a plugin of the store.
func (p *probe) install(id string) any {
	p.Helper()
	return at(p.must("POST", "/plugins/actions/installFromStore", document{"pluginId": id}), "result")
}

func TestPluginsOfTheStore(t *testing.T) {
	p := inline(t)
	p.same("fresh", p.must("GET", "/plugins/", nil), []any{})
	result := p.install("eks-clusters")
	p.same("success", at(result, "success"), true)
	p.same("version", at(result, "pluginDesc", "version"), "1.4.1")
	p.same("needs an environment", at(result, "pluginDesc", "codeEnvSpec", "pythonInterpreter"), "PYTHON39")
	p.same("item", p.must("GET", "/plugins", nil), []any{document{
		"id": "eks-clusters", "version": "1.4.1", "isDev": false, "meta": document{
			"label": "EKS clusters", "description": "Interact with EKS", "author": "Dataiku", "tags": []any{"Cloud"}, "category": "Cloud",
			"deprecated": false, "supportLevel": "SUPPORTED", "licenseInfo": "Apache Software License",
		},
	}})
	again := p.install("eks-clusters")
	p.same("installed twice", at(again, "success"), false)
	p.same("reason", at(again, "installationError", "message"), "Plugin eks-clusters is already installed")
	p.same("unknown", at(p.install("nope"), "installationError", "message"), "Plugin nope not found in the store")
	missing := at(p.must("POST", "/plugins/geoadmin/actions/updateFromStore", nil), "result")
	p.same("update of a missing one", at(missing, "installationError", "code"), "ERR_PLUGIN_NOT_INSTALLED")

	p.node.Do(func(s *emulator.Store) {
		s.Collection("plugin_store").Put("eks-clusters", document{"version": "2.0.0"})
	})
	p.node.SetQuirks(func(q *emulator.Quirks) {
		q.StorePlugins, q.FailingPlugins = []string{"mine", "broken", "geoadmin=9.0.0"}, []string{"broken"}
	})
	p.must("POST", "/plugins/eks-clusters/actions/updateFromStore", nil)
	p.same("updated", at(p.must("GET", "/plugins/", nil), 0, "version"), "2.0.0")
	p.same("further one", at(p.install("mine"), "pluginDesc", "version"), "1.0.0")
	p.same("other version", at(p.install("geoadmin"), "pluginDesc", "version"), "9.0.0")
	p.same("failing", at(p.install("broken"), "success"), false)
}

func TestPluginsOfArchives(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	archive := func(version string) []byte {
		return p.archive(map[string]string{
			"plugin.json": `{"id":"tools","version":"` + version + `","meta":{"label":"Tools"}}`,
			"parameter-sets/login/parameter-set.json": `{"params":[{"name":"pass","type":"PASSWORD"}],"pluginParams":[]}`,
			"code-env/python/desc.json":               `{"pythonInterpreter":"PYTHON310"}`,
		})
	}
	a := p.sendFile("/plugins/actions/installFromZip", archive("0.1.0"))
	p.same("answer", at(a.body, "success"), true)
	p.same("item", at(p.must("GET", "/plugins/", nil), 0, "meta", "label"), "Tools")
	p.same("set", at(p.get("/plugins/tools/settings"), "parameterSets", 0, "type"), "parameter-set-tools-login")
	p.same("twice", at(p.sendFile("/plugins/actions/installFromZip", archive("0.1.0")).body, "success"), false)
	p.same("other", at(p.sendFile("/plugins/other/actions/updateFromZip", archive("0.2.0")).body, "success"), false)
	p.same("update", at(p.sendFile("/plugins/tools/actions/updateFromZip", archive("0.2.0")).body, "success"), true)

	a = p.sendFile("/plugins/tools/actions/future/updateFromZip", archive("0.3.0"))
	p.same("task", at(a.body, "hasResult"), false)
	p.same("before", at(p.must("GET", "/plugins/", nil), 0, "version"), "0.2.0")
	path, _ := at(a.body, "jobId").(string)
	for range 2 {
		p.get("/futures/" + path)
	}
	p.same("after", at(p.must("GET", "/plugins/", nil), 0, "version"), "0.3.0")

	install := func(files map[string]string) any {
		t.Helper()
		return at(p.sendFile("/plugins/actions/installFromZip", p.archive(files)).body, "success")
	}
	p.same("in the only folder", install(map[string]string{
		"repo-1.0/plugin.json":                             `{"id":"inner","version":"1"}`,
		"repo-1.0/parameter-sets/login/parameter-set.json": `{"params":[],"pluginParams":[]}`,
	}), true)
	p.same("its set", at(p.get("/plugins/inner/settings"), "parameterSets", 0, "type"), "parameter-set-inner-login")
	p.same("two folders", install(map[string]string{"a/plugin.json": `{"id":"a","version":"1"}`, "b/x": ""}), false)
	p.same("deeper", install(map[string]string{"a/b/plugin.json": `{"id":"a","version":"1"}`}), false)
	p.refused(p.send("POST", "/plugins/actions/installFromZip", document{}), 400, "IllegalArgumentException", "multipart")
}

func TestPluginsOfRepositories(t *testing.T) {
	p := inline(t)
	git := func(path, repository, checkout string, subpath any) any {
		t.Helper()
		return at(p.must("POST", "/plugins/"+path, document{
			"gitRepositoryUrl": repository, "gitCheckout": checkout, "gitSubpath": subpath,
		}), "result")
	}
	p.same("name", at(git("actions/installFromGit", "git@example.com:team/dss-plugin-maps.git", "v1.2.3", nil), "pluginDesc"), document{
		"id": "maps", "version": "1.2.3", "meta": document{
			"label": "maps", "description": "", "author": "", "tags": []any{}, "deprecated": false, "supportLevel": "NONE", "licenseInfo": "",
		},
	})
	p.same("subpath", at(git("actions/installFromGit", "https://example.com/all.git", "master", "plugins/lines"), "pluginDesc", "id"), "lines")
	p.node.Do(func(s *emulator.Store) {
		s.Collection("plugin_repositories").Put("https://example.com/x", document{"id": "seeded", "versions": document{"main": "4.0.0"}})
	})
	p.same("seeded", at(git("actions/installFromGit", "https://example.com/x", "main", nil), "pluginDesc", "version"), "4.0.0")
	p.same("checkout", at(git("seeded/actions/updateFromGit", "https://example.com/x", "nope", nil), "success"), false)
	p.same("other plugin", at(git("maps/actions/updateFromGit", "https://example.com/x", "main", nil), "success"), false)
}

func TestPluginSettings(t *testing.T) {
	p := inline(t)
	p.project("A", "ROOT")
	p.install("eks-clusters")
	settings := p.get("/plugins/eks-clusters/settings")
	p.same("fresh presets", settings["presets"], []any{})
	p.same("visible", settings["detailsNotVisible"], false)
	const kind = "parameter-set-eks-clusters-aws-credentials"
	p.same("set", at(settings, "parameterSets", 0), document{
		"name": "aws-credentials", "type": kind, "permissions": []any{},
		"defaultPermission": document{"definableInline": true, "definableAtProjectLevel": true},
	})
	p.same("description", at(settings, "accessibleParameterSetDescs", 0, "elementType"), kind)

	preset := document{"name": "default", "type": kind, "config": document{"accessKey": "AKIA", "secretKey": "hidden"}, "addedByHand": 1}
	settings["presets"], settings["unknown"], settings["parameterSets"] = []any{preset}, true, []any{}
	p.must("POST", "/plugins/eks-clusters/settings", settings)
	settings = p.get("/plugins/eks-clusters/settings")
	p.same("clear", at(settings, "presets", 0, "config", "accessKey"), "AKIA")
	secret, _ := at(settings, "presets", 0, "config", "secretKey").(string)
	if !strings.HasPrefix(secret, "e:AES:") {
		t.Errorf("the password is %q", secret)
	}
	p.same("owner", at(settings, "presets", 0, "owner"), "admin")
	p.same("unknown member", at(settings, "presets", 0, "addedByHand"), nil)
	p.same("restored set", at(settings, "parameterSets", 0, "name"), "aws-credentials")
	p.must("POST", "/plugins/eks-clusters/settings/future", settings)
	p.same("echoed", at(p.get("/plugins/eks-clusters/settings"), "presets", 0, "config", "secretKey"), secret)

	own := p.get("/plugins/eks-clusters/settings?projectKey=A")
	p.same("apart", own["presets"], []any{})
	own["presets"] = []any{document{"name": "of A", "type": kind}}
	p.must("POST", "/plugins/eks-clusters/settings?projectKey=A", own)
	p.same("of the project", at(p.get("/plugins/eks-clusters/settings?projectKey=A"), "presets", 0, "name"), "of A")
	p.same("of the node", at(p.get("/plugins/eks-clusters/settings"), "presets", 0, "name"), "default")
	p.must("DELETE", "/projects/A", nil)
	p.project("A", "ROOT")
	p.same("of a new project", p.get("/plugins/eks-clusters/settings?projectKey=A")["presets"], []any{})
	p.refused(p.send("GET", "/plugins/nope/settings", nil), 400, "CodedException", "ERR_PLUGIN_NOT_INSTALLED")
	p.refused(p.send("GET", "/plugins/eks-clusters/settings?projectKey=NOPE", nil), 403, "UnauthorizedException", "")

	reader := p.as(emulator.Identity{ID: "reader", Login: "reader", Groups: []string{"readers"}})
	hidden := reader.get("/plugins/eks-clusters/settings")
	p.same("hidden", hidden["detailsNotVisible"], true)
	p.same("hidden parts", hidden["parameterSets"], nil)
	reader.refused(reader.send("POST", "/plugins/eks-clusters/settings", hidden), 403, "UnauthorizedException", "administrator of plugin")
	reader.refused(reader.send("POST", "/plugins/actions/installFromStore", document{"pluginId": "geoadmin"}), 403, "UnauthorizedException", "")
	settings["permissions"] = []any{document{"group": "readers", "admin": true}}
	p.must("POST", "/plugins/eks-clusters/settings", settings)
	p.same("administrator of the plugin", reader.get("/plugins/eks-clusters/settings")["detailsNotVisible"], false)
}

func TestPluginCodeEnv(t *testing.T) {
	p := inline(t)
	p.install("eks-clusters")
	p.refused(p.send("POST", "/plugins/eks-clusters/code-env/actions/update", nil), 400, "IllegalArgumentException", "no code env")
	body := document{"deploymentMode": "PLUGIN_MANAGED", "conda": false, "pythonInterpreter": nil}
	name := at(p.must("POST", "/plugins/eks-clusters/code-env/actions/create", body), "result", "envName")
	p.same("name", name, "plugin_eks-clusters_managed")
	p.same("interpreter of the plugin", at(p.get("/admin/code-envs/PYTHON/plugin_eks-clusters_managed"), "desc", "pythonInterpreter"), "PYTHON39")
	settings := p.get("/plugins/eks-clusters/settings")
	p.same("not attached", settings["codeEnvName"], nil)
	p.refused(p.send("POST", "/plugins/eks-clusters/code-env/actions/create", body), 400, "CodedException", "ERR_CODEENV_EXISTING_ENV")
	settings["codeEnvName"] = name
	p.must("POST", "/plugins/eks-clusters/settings", settings)
	p.must("POST", "/plugins/eks-clusters/code-env/actions/update", nil)
	p.must("POST", "/plugins/eks-clusters/actions/delete", document{"force": false})
	p.same("left", at(p.listed("plugin_eks-clusters_managed"), "deploymentMode"), "PLUGIN_MANAGED")
	p.install("eks-clusters")
	p.same("fresh settings", p.get("/plugins/eks-clusters/settings")["codeEnvName"], nil)
}

func TestUsedPluginsAreNotDeleted(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.project("A", "ROOT")
	p.node.SetQuirks(func(q *emulator.Quirks) { q.FuturePolls = 1 })
	task := func(path string, body document) answer {
		t.Helper()
		job, _ := at(p.must("POST", path, body), "jobId").(string)
		return p.send("GET", "/futures/"+job, nil)
	}
	task("/plugins/actions/installFromStore", document{"pluginId": "geoadmin"})
	p.same("unused", p.must("GET", "/plugins/geoadmin/actions/listUsages", nil), document{"usages": []any{}, "missingTypes": []any{}})
	usage := document{"elementKind": "python-recipes", "elementType": "geo", "objectId": "compute", "objectType": "RECIPE", "projectKey": "A"}
	use := func(usages document) {
		p.node.Do(func(s *emulator.Store) { s.Collection("plugin_usages").Put("geoadmin", usages) })
	}
	use(document{"usages": []any{usage}})
	p.same("usages", at(p.must("GET", "/plugins/geoadmin/actions/listUsages?projectKey=A", nil), "usages"), []any{usage})
	p.same("of another project", at(p.must("GET", "/plugins/geoadmin/actions/listUsages?projectKey=B", nil), "usages"), []any{})
	p.same("of the project", at(p.must("GET", "/projects/A/plugins/usages", nil), 0, "pluginId"), "geoadmin")
	p.refused(task("/plugins/geoadmin/actions/delete", document{"force": false}), 400, "CodedException", "its deletion may be forced")
	use(document{"missingTypes": []any{document{"missingType": "x", "objectId": "o", "objectType": "RECIPE", "projectKey": "A"}}})
	p.refused(task("/plugins/geoadmin/actions/delete", document{}), 400, "CodedException", "Types were missing")
	task("/plugins/geoadmin/actions/delete", document{"force": true})
	p.same("forced", p.must("GET", "/plugins/", nil), []any{})
	p.refused(p.send("POST", "/plugins/geoadmin/actions/delete", document{}), 400, "CodedException", "ERR_PLUGIN_NOT_INSTALLED")
}

func TestDevelopmentPlugins(t *testing.T) {
	p := inline(t)
	p.must("POST", "/plugins/actions/createDev", document{"pluginId": "mine", "creationMode": "EMPTY"})
	p.same("item", at(p.must("GET", "/plugins/", nil), 0, "isDev"), true)
	p.must("POST", "/plugins/mine/contents/python-lib/deep/a.py", []byte("print(1)"))
	p.must("POST", "/plugins/mine/folders/resource", nil)
	p.must("POST", "/plugins/mine/contents-actions/rename", document{"oldPath": "python-lib/deep/a.py", "newName": "b.py"})
	p.must("POST", "/plugins/mine/contents-actions/move", document{"oldPath": "python-lib/deep", "newPath": "lib"})
	p.same("file", p.send("GET", "/plugins/mine/contents/lib/b.py", nil).text, "print(1)")
	p.same("tree", p.must("GET", "/plugins/mine/contents", nil), []any{
		document{"name": "lib", "path": "lib", "children": []any{document{"name": "b.py", "path": "lib/b.py"}}},
		document{"name": "plugin.json", "path": "plugin.json"},
		document{"name": "resource", "path": "resource", "children": []any{}},
	})
	p.same("details", p.get("/plugins/mine/details/lib/b.py")["name"], "b.py")
	p.must("DELETE", "/plugins/mine/contents/lib", nil)
	p.refused(p.send("GET", "/plugins/mine/contents/lib/b.py", nil), 404, "NotFoundException", "lib/b.py")

	archive := []byte(p.send("GET", "/plugins/mine/download", nil).text)
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil || len(files.File) != 2 {
		t.Errorf("%v, %d files", err, len(files.File))
	}
	p.must("POST", "/plugins/mine/gitRemote", document{"url": "git@example.com:x.git"})
	p.same("remote", p.get("/plugins/mine/gitRemote"), document{"url": "git@example.com:x.git"})
	p.must("DELETE", "/plugins/mine/gitRemote", nil)
	p.must("POST", "/plugins/mine/actions/push", nil)
	if a := p.send("POST", "/plugins/mine/gitBranches", nil); a.status != 405 {
		t.Errorf("POST gitBranches: %d", a.status)
	}
	p.install("geoadmin")
	p.refused(p.send("GET", "/plugins/geoadmin/contents", nil), 400, "IllegalArgumentException", "is not a dev plugin")
	p.must("POST", "/plugins/geoadmin/actions/moveToDev", nil)
	p.must("GET", "/plugins/geoadmin/contents/plugin.json", nil)
	p.refused(p.send("POST", "/plugins/actions/createDev", document{"pluginId": "mine", "creationMode": "EMPTY"}), 400, "IllegalArgumentException", "exists")
}

func TestPluginRoutesOf126(t *testing.T) {
	for version, unknown := range map[string]bool{"12.5.9": true, "12.6.0": false} {
		p := newProbe(t, emulator.Options{Version: version})
		for _, path := range []string{
			"/plugins/actions/future/installFromZip", "/plugins/x/actions/future/updateFromZip", "/plugins/x/settings/future",
			"/admin/container-exec/actions/build-cde-plugins-image",
		} {
			if a := p.send("POST", path, nil); (a.status == 404 && a.body == nil) != unknown {
				t.Errorf("%s on %s: %d %s", path, version, a.status, a.text)
			}
		}
	}
}
