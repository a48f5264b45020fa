package dss

import (
	"regexp"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// datasets are stored by KEY/NAME (dss-project.md 19, project-documents.md 4).
const datasets = "datasets"

// datasetNameForm is what real datasets are called (project-documents.md 1.1). A dot would separate a project.
var datasetNameForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func handleDatasets(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/datasets", onProject("read", listDatasets))
	n.Handle("POST /projects/{projectKey}/datasets", onProject("writeProjectContent", createDataset))
	n.Handle("POST /projects/{projectKey}/datasets/managed", onProject("writeProjectContent", createManagedDataset))
	n.Handle("GET /projects/{projectKey}/datasets/{datasetName}", onDataset("read",
		func(_ *emulator.Call, dataset Document) (any, error) { return dataset, nil }))
	n.Handle("PUT /projects/{projectKey}/datasets/{datasetName}", onDataset("writeProjectContent", replaceDataset))
	n.Handle("DELETE /projects/{projectKey}/datasets/{datasetName}", onDataset("writeProjectContent",
		func(c *emulator.Call, dataset Document) (any, error) {
			deleteDataset(n, text(dataset, "projectKey"), text(dataset, "name"), c.Flag("dropData", false))
			return emulator.Empty{}, nil
		}))
	n.Handle("POST /projects/{projectKey}/actions/renameDataset", onProject("writeProjectContent", renameDataset))
	handleDatasetParts(n)
	handleDatasetData(n)
	handleDetection(n)
	handleDatasetUses(n)
	handleTablesImport(n)
}

// datasetMissing is the error of observed.md 1.4.
func datasetMissing(key, name string) *emulator.Error {
	return emulator.NotFound("dataset does not exist: " + key + "." + name)
}

// onDataset finds the dataset of the path and guards it by a right on the project.
func onDataset(right string, h func(c *emulator.Call, dataset Document) (any, error)) emulator.Handler {
	return onProject(right, func(c *emulator.Call, key string) (any, error) {
		dataset, ok := c.Node.Store.Collection(datasets).Get(key + "/" + c.Arg("datasetName"))
		if !ok {
			return nil, datasetMissing(key, c.Arg("datasetName"))
		}
		return h(c, dataset)
	})
}

// listDatasets answers whole documents, and those that other projects expose to this one when they are asked for
// (observed.md 12). With tags, those that have one of them.
func listDatasets(c *emulator.Call, key string) (any, error) {
	list, wanted := []any{}, c.QueryAll("tags")
	for _, dataset := range itemsOf(c.Node, datasets, key) {
		if hasTag(dataset, wanted) {
			list = append(list, dataset)
		}
	}
	if !c.Flag("foreign", false) {
		return list, nil
	}
	for _, ref := range exposedTo(c.Node, key, "DATASET") {
		dataset, ok := c.Node.Store.Collection(datasets).Get(ref.id())
		if ok && hasTag(dataset, wanted) {
			dataset["smartName"] = ref.project + "." + ref.name
			list = append(list, dataset)
		}
	}
	return list, nil
}

// hasTag tells whether an object has one of the tags, or none is asked for.
func hasTag(d Document, wanted []string) bool {
	if len(wanted) == 0 {
		return true
	}
	for _, tag := range texts(d["tags"]) {
		for _, want := range wanted {
			if tag == want {
				return true
			}
		}
	}
	return false
}

// createDataset keeps the identity, the type, the params and the format. Schema, partitioning, tags and the like are dropped
// without a word: they come with a PUT afterwards (dss-project.md 19).
func createDataset(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	dataset, err := typedDataset(c.Node, pick(body, "name", "type", "managed", "params", "formatType", "formatParams"), Document{})
	if err != nil {
		return nil, err
	}
	if err := checkNewDataset(c.Node, key, dataset); err != nil {
		return nil, err
	}
	dataset["projectKey"] = key
	addDataset(c, dataset)
	return Document{"msg": "Created dataset " + key + "." + text(dataset, "name")}, nil
}

// checkNewDataset refuses what cannot become a dataset. How the server words it was not recorded.
func checkNewDataset(n *emulator.Node, key string, dataset Document) error {
	name := text(dataset, "name")
	switch {
	case !datasetNameForm.MatchString(name):
		return emulator.IllegalArgument("Invalid dataset name: '" + name + "'")
	case n.Store.Collection(datasets).Has(key + "/" + name):
		return emulator.IllegalArgument("Dataset " + key + "." + name + " already exists")
	case !knownDatasetType(text(dataset, "type")):
		return emulator.IllegalArgument("Unknown dataset type: '" + text(dataset, "type") + "'")
	}
	return nil
}

// addDataset stores a new dataset with the defaults of its type.
func addDataset(c *emulator.Call, dataset Document) {
	tag := newTag(c.Node, caller(c))
	dataset["versionTag"], dataset["creationTag"] = tag, tag
	complete(dataset, defaultDataset(c.Node, dataset))
	c.Node.Store.Collection(datasets).Put(text(dataset, "projectKey")+"/"+text(dataset, "name"), dataset)
}

// replaceDataset takes the whole document. A change of the type is a change of the connection, as the UI makes it
// (project-documents.md 2): the params of the new type get their defaults.
func replaceDataset(c *emulator.Call, stored Document) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	if body, err = typedDataset(c.Node, body, stored); err != nil {
		return nil, err
	}
	if !knownDatasetType(text(body, "type")) {
		return nil, emulator.IllegalArgument("Unknown dataset type: '" + text(body, "type") + "'")
	}
	defaults := defaultDataset(c.Node, body)
	if body["type"] != stored["type"] {
		complete(body, Document{"params": defaults["params"]})
	}
	restore(body, stored, defaults)
	if err := checkSchema(object(body, "schema")); err != nil {
		return nil, err
	}
	saveItem(c, datasets, "name", stored, body)
	return Document{"msg": "Updated dataset " + text(stored, "name")}, nil
}

// saveItem stores the new version of an object of a project, found by its member identity: that and the creation stay, tags
// are a set, the version moves.
func saveItem(c *emulator.Call, collection, identity string, stored, body Document) {
	for _, member := range []string{"projectKey", identity, "creationTag"} {
		keep(body, stored, member)
	}
	if _, has := body["tags"]; has {
		body["tags"] = sortedSet(texts(body["tags"]))
	}
	body["versionTag"] = nextTag(c, object(stored, "versionTag"))
	c.Node.Store.Collection(collection).Put(text(stored, "projectKey")+"/"+text(stored, identity), body)
}

// deleteDataset takes along the recipes that use the dataset (observed.md 5), and its place in the flow.
func deleteDataset(n *emulator.Node, key, name string, dropData bool) {
	ref := itemRef{"DATASET", key, name}
	for _, user := range recipesUsing(n, ref) {
		deleteRecipe(n, user.project, user.name)
	}
	n.Store.Collection(datasets).Delete(ref.id())
	leaveZones(n, ref)
	if dropData {
		clearData(n, ref)
	}
	forgetState(n, ref)
}

func renameDataset(c *emulator.Call, key string) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	from, to := text(body, "oldName"), text(body, "newName")
	dataset, ok := c.Node.Store.Collection(datasets).Get(key + "/" + from)
	if !ok {
		return nil, datasetMissing(key, from)
	}
	dataset["name"] = to
	if err := checkNewDataset(c.Node, key, dataset); err != nil {
		return nil, err
	}
	dataset["versionTag"] = nextTag(c, object(dataset, "versionTag"))
	c.Node.Store.Collection(datasets).Rename(key+"/"+from, key+"/"+to, dataset)
	ref := itemRef{"DATASET", key, from}
	moveState(c.Node, ref, to)
	renameReferences(c.Node, ref, to)
	return emulator.Empty{}, nil
}

// dropNulls removes the members without a value: the server never writes them (project-documents.md 1).
func dropNulls(d Document) {
	for member, value := range d {
		switch v := value.(type) {
		case nil:
			delete(d, member)
		case Document:
			dropNulls(v)
		case []any:
			for _, item := range v {
				if inner, ok := item.(Document); ok {
					dropNulls(inner)
				}
			}
		}
	}
}

// restore gives back their default to members that the stored document has and the new one leaves out. Others stay absent:
// a document keeps the members of the version that wrote it (project-documents.md 1).
func restore(body, stored, defaults Document) {
	for member, value := range defaults {
		before, had := stored[member]
		if !had {
			continue
		}
		have, has := body[member]
		if !has {
			body[member] = emulator.Clone(value)
			continue
		}
		inner, isObject := have.(Document)
		innerBefore, wasObject := before.(Document)
		if more, ok := value.(Document); ok && isObject && wasObject {
			restore(inner, innerBefore, more)
		}
	}
}

// splitRef splits the reference to an object on its first dot; without one it is in the project (dss-project.md 2).
func splitRef(key, ref string) (project, name string) {
	if before, after, ok := strings.Cut(ref, "."); ok {
		return before, after
	}
	return key, ref
}
