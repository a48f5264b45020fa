package corpus_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/corpus"
)

// tally counts documents by their type: all of them, and those that passed.
type tally map[string]*[2]int

func (c tally) count(kind string, passed bool) {
	if c[kind] == nil {
		c[kind] = &[2]int{}
	}
	c[kind][0]++
	if passed {
		c[kind][1]++
	}
}

// String is a table.
func (c tally) String() string {
	table := fmt.Sprintf("%-24s %9s %9s\n", "type", "documents", "passed")
	for _, kind := range slices.Sorted(maps.Keys(c)) {
		table += fmt.Sprintf("%-24s %9d %9d\n", kind, c[kind][0], c[kind][1])
	}
	return table
}

// family is a folder of documents that the API serves.
type family struct {
	dir, route, identity string
	// member is where the answer of GET holds the document; empty for the answer itself.
	member string
}

var families = []family{
	{"datasets", "datasets", "name", ""},
	{"recipes", "recipes", "name", "recipe"},
	{"managed_folders", "managedfolders", "id", ""},
	{"zones", "flow/zones", "id", ""},
	{"scenarios", "scenarios", "id", ""},
}

// compare asserts that the API tells what the files hold, with the identity added and nothing else changed.
func (n *node) compare(key string, project corpus.Project, counts tally) {
	n.Helper()
	for _, file := range files(n.T, project) {
		dir, base := path.Split(file)
		i := slices.IndexFunc(families, func(f family) bool { return f.dir+"/" == dir })
		if i < 0 || path.Ext(base) != ".json" {
			continue
		}
		f, id := families[i], strings.TrimSuffix(base, ".json")
		answer := n.object(escaped("/projects/"+key+"/"+f.route, id))
		got := answer
		if f.member != "" {
			got, _ = answer[f.member].(document)
		}
		want := read(n.T, project, file)
		passed := n.same(file, withoutIdentity(f, got, want, key, id), want)
		switch f.dir {
		case "recipes":
			passed = n.samePayload(project, id, want, answer) && passed
		case "scenarios":
			passed = n.sameScript(key, project, id, want) && passed
		}
		counts.count(f.dir, passed)
	}
	n.compareParts(key, project, counts)
}

// withoutIdentity removes what a document of the API has and its file lacks. Old scenarios hold the identity of their origin;
// the tags of versions may be in a file of their own.
func withoutIdentity(f family, got, want document, key, id string) document {
	got = maps.Clone(got)
	if got["projectKey"] != key || got[f.identity] != id {
		return document{"identity": fmt.Sprintf("%v.%v", got["projectKey"], got[f.identity])}
	}
	for _, member := range []string{"projectKey", f.identity, "versionTag"} {
		if value, has := want[member]; has && member != "versionTag" {
			got[member] = value
		} else if !has {
			delete(got, member)
		}
	}
	return got
}

// extensions of payloads that are not named like the type of the recipe (project-documents.md 5.1).
var extensions = map[string]string{
	"python": "py", "pyspark": "py", "sql_query": "sql", "sql_script": "sql", "spark_sql_query": "sql", "spark_scala": "scala",
}

func (n *node) samePayload(project corpus.Project, id string, recipe, answer document) bool {
	n.Helper()
	kind, _ := recipe["type"].(string)
	if extension, ok := extensions[kind]; ok {
		kind = extension
	}
	file := "recipes/" + id + "." + kind
	if !slices.Contains(files(n.T, project), file) {
		return n.same(file, answer["payload"], nil)
	}
	return n.same(file, answer["payload"], string(content(n.T, project, file)))
}

// sameScript looks at the scripts that the API tells: those of scenarios that are nothing else.
func (n *node) sameScript(key string, project corpus.Project, id string, scenario document) bool {
	n.Helper()
	file := "scenarios/" + id + ".py"
	if scenario["type"] != "custom_python" || !slices.Contains(files(n.T, project), file) {
		return true
	}
	payload := n.object(escaped("/projects/"+key+"/scenarios", id) + "/payload")
	return n.same(file, payload["script"], string(content(n.T, project, file)))
}

// compareParts looks at what a project has one of.
func (n *node) compareParts(key string, project corpus.Project, counts tally) {
	n.Helper()
	present := files(n.T, project)
	part := func(file string, compare func(want document) bool) {
		if slices.Contains(present, file) {
			counts.count(file, compare(read(n.T, project, file)))
		}
	}
	root := "/projects/" + key
	part("params.json", func(want document) bool { return n.sameParams(root, want) })
	part("variables.json", func(want document) bool {
		return n.same("variables", n.object(root + "/variables")["standard"], want)
	})
	part("tags.json", func(want document) bool { return n.same("tags", n.object(root+"/tags"), want) })
	for _, file := range present {
		if at, ok := strings.CutPrefix(file, "lib/"); ok && at != "external-libraries.json" {
			got := n.object(root + "/libraries/contents/" + at)["data"]
			counts.count("lib", n.same(file, got, string(content(n.T, project, file))))
		}
	}
}

// sameParams finds the members of params.json in the documents that the API makes of it.
func (n *node) sameParams(root string, params document) bool {
	n.Helper()
	settings, metadata, permissions := n.object(root+"/settings"), n.object(root+"/metadata"), n.object(root+"/permissions")
	passed := true
	for member, got := range map[string]any{
		"settings": settings["settings"], "exposedObjects": settings["exposedObjects"], "projectStatus": settings["projectStatus"],
		"bundleExporterSettings": settings["bundleExporterSettings"], "name": metadata["label"], "shortDesc": metadata["shortDesc"],
		"description": metadata["description"], "tags": metadata["tags"], "permissions": permissions["permissions"],
		"dashboardAuthorizations": permissions["dashboardAuthorizations"],
	} {
		if want, has := params[member]; has {
			passed = n.same("params.json "+member, got, want) && passed
		}
	}
	return passed
}

// putBack sends each document as it was read: the server knows all that real documents hold, so that nothing changes but the
// version.
func (n *node) putBack(key string, project corpus.Project) {
	n.Helper()
	for _, f := range families {
		if f.dir == "scenarios" { // the server stamps their triggers at every save
			continue
		}
		for _, file := range files(n.T, project) {
			id, ok := strings.CutSuffix(strings.TrimPrefix(file, f.dir+"/"), ".json")
			if path.Dir(file) != f.dir || !ok {
				continue
			}
			route := escaped("/projects/"+key+"/"+f.route, id)
			before := n.object(route)
			body, err := json.Marshal(before)
			if err != nil {
				n.Fatal(err)
			}
			n.send("PUT", route, bytes.NewReader(body), "")
			n.same("PUT "+route, withoutVersion(f, n.object(route)), withoutVersion(f, before))
		}
	}
}

// putPartsBack does the same for the documents of which a project has one.
func (n *node) putPartsBack(key string) {
	n.Helper()
	for _, part := range []string{"settings", "metadata", "permissions", "variables", "tags"} {
		route := "/projects/" + key + "/" + part
		before := n.object(route)
		body, err := json.Marshal(before)
		if err != nil {
			n.Fatal(err)
		}
		n.send("PUT", route, bytes.NewReader(body), "")
		n.same("PUT "+route, settled(n.object(route), before), settled(before, before))
	}
}

// settled is a document as a save leaves it: tags in order, and only the flags that were there before.
func settled(d, before document) document {
	if tags, ok := d["tags"].([]any); ok {
		slices.SortFunc(tags, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	}
	entries, _ := d["permissions"].([]any)
	flags, _ := before["permissions"].([]any)
	for i := range min(len(entries), len(flags)) {
		entries[i] = pick(entries[i], flags[i])
	}
	return d
}

func withoutVersion(f family, answer document) document {
	inner := answer
	if f.member != "" {
		inner, _ = answer[f.member].(document)
	}
	delete(inner, "versionTag")
	return answer
}

// compareArchive asserts that an export holds every file of the project, documents by value, others by byte. Local variables
// stay behind, tags of versions have a file of their own.
func compareArchive(t *testing.T, project corpus.Project, export []byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(export), int64(len(export)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files(t, project) {
		if file == "localvariables.json" || file == "version-tags.json" {
			continue
		}
		entry, err := archive.Open("project_config/" + file)
		if err != nil {
			t.Errorf("export lacks %s", file)
			continue
		}
		got, err := io.ReadAll(entry)
		if err != nil {
			t.Fatal(err)
		}
		want := content(t, project, file)
		if path.Ext(file) != ".json" {
			if !bytes.Equal(got, want) {
				t.Errorf("export changes %s", file)
			}
			continue
		}
		a, b := exported(t, file, got), exported(t, file, want)
		if file == "params.json" { // completed with what every project has
			a = pick(a, b)
		}
		if d := difference(a, b, ""); d != "" {
			t.Errorf("export changes %s: %s", file, d)
		}
	}
}

// exported is a document without what an export moves elsewhere. Projects belong to those who import them.
func exported(t *testing.T, file string, text []byte) any {
	t.Helper()
	value := parse(t, file, text)
	object, ok := value.(document)
	if !ok {
		return value
	}
	delete(object, "versionTag")
	switch {
	case path.Dir(file) == "scenarios":
		delete(object, "id")
		delete(object, "projectKey")
	case file == "params.json":
		delete(object, "owner")
	}
	return object
}

// pick returns the members of a value that another one has.
func pick(value, like any) any {
	picked := document{}
	out, _ := value.(document)
	names, _ := like.(document)
	for name := range names {
		if member, has := out[name]; has {
			picked[name] = member
		}
	}
	return picked
}

func (n *node) same(what string, got, want any) bool {
	n.Helper()
	if d := difference(got, want, ""); d != "" {
		n.Errorf("%s: %s", what, d)
		return false
	}
	return true
}

// difference names the first place where two JSON values differ, without their text: real documents stay where they are.
func difference(got, want any, at string) string {
	a, isObject := got.(document)
	b, wantsObject := want.(document)
	x, isList := got.([]any)
	y, wantsList := want.([]any)
	switch {
	case isObject && wantsObject:
		for _, member := range slices.Sorted(maps.Keys(b)) {
			if _, has := a[member]; !has {
				return at + "/" + member + " is missing"
			}
			if d := difference(a[member], b[member], at+"/"+member); d != "" {
				return d
			}
		}
		for member := range a {
			if _, has := b[member]; !has {
				return at + "/" + member + " was added"
			}
		}
		return ""
	case isList && wantsList && len(x) == len(y):
		for i := range x {
			if d := difference(x[i], y[i], fmt.Sprintf("%s/%d", at, i)); d != "" {
				return d
			}
		}
		return ""
	case reflect.DeepEqual(got, want):
		return ""
	}
	return at + " differs"
}

func files(t *testing.T, project corpus.Project) []string {
	t.Helper()
	list, err := project.Files()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func content(t *testing.T, project corpus.Project, file string) []byte {
	t.Helper()
	text, err := project.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func read(t *testing.T, project corpus.Project, file string) document {
	t.Helper()
	object, _ := parse(t, file, content(t, project, file)).(document)
	return object
}
