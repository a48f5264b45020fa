package dss

import (
	"regexp"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	dataCollections = "data_collections"
	// dataCollectionObjects are stored by COLLECTION/PROJECT/DATASET.
	dataCollectionObjects = "data_collection_objects"
)

var dataCollectionForm = regexp.MustCompile(`^[A-Za-z0-9]{8}$`)

// handleDataCollections serves dss-admin.md 24.
func handleDataCollections(n *emulator.Node) {
	n.Quirks.DataCollectionsBroken = n.AtLeast("14.1.0") && !n.AtLeast("14.2.0")
	since := emulator.Since("12.0.0")
	n.Handle("GET /data-collections", func(c *emulator.Call) (any, error) {
		list := []any{}
		for _, collection := range n.Store.Collection(dataCollections).All() {
			if !maySharing(c, collection, "read") {
				continue
			}
			item := pick(collection, "id", "displayName", "description", "color", "tags", "lastModifiedOn")
			item["itemCount"] = len(itemsOf(n, dataCollectionObjects, text(collection, "id")))
			list = append(list, item)
		}
		return list, nil
	}, since)
	n.Handle("POST /data-collections", createDataCollection, since)
	n.Handle("GET /data-collections/{id}", onDataCollection("read", func(c *emulator.Call, collection Document) (any, error) {
		delete(collection, "lastModifiedOn")
		return shownSharing(c, collection), nil
	}), since)
	n.Handle("PUT /data-collections/{id}", onDataCollection("admin", func(c *emulator.Call, collection Document) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		keep(body, collection, "id")
		return emulator.Empty{}, saveDataCollection(c, body)
	}), since)
	n.Handle("DELETE /data-collections/{id}", onDataCollection("admin", func(c *emulator.Call, _ Document) (any, error) {
		id := c.Arg("id")
		n.Store.Collection(dataCollections).Delete(id)
		for _, item := range itemsOf(n, dataCollectionObjects, id) {
			n.Store.Collection(dataCollectionObjects).Delete(strings.Join([]string{id, text(item, "projectKey"), text(item, "id")}, "/"))
		}
		return emulator.Empty{}, nil
	}), since)
	n.Handle("GET /data-collections/{id}/objects", onDataCollection("read", func(c *emulator.Call, _ Document) (any, error) {
		return itemsOf(n, dataCollectionObjects, c.Arg("id")), nil
	}), since)
	n.Handle("POST /data-collections/{id}/objects", onDataCollection("write", addToDataCollection), since)
	n.Handle("DELETE /data-collections/{id}/objects/dataset/{projectKey}/{datasetName}",
		onDataCollection("write", func(c *emulator.Call, _ Document) (any, error) {
			at := strings.Join([]string{c.Arg("id"), c.Arg("projectKey"), c.Arg("datasetName")}, "/")
			if !n.Store.Collection(dataCollectionObjects).Delete(at) {
				return nil, emulator.NotFound("Dataset " + c.Arg("projectKey") + "." + c.Arg("datasetName") + " is not in the data collection")
			}
			return emulator.Empty{}, nil
		}), since)
}

// itemsOf lists the documents of a collection whose identifier begins with that of their parent.
func itemsOf(n *emulator.Node, collection, parent string) []Document {
	items := []Document{}
	for _, id := range idsOf(n, collection, parent) {
		if item, ok := n.Store.Collection(collection).Get(parent + "/" + id); ok {
			items = append(items, item)
		}
	}
	return items
}

// idsOf lists the same as itemsOf by the rest of their identifiers.
func idsOf(n *emulator.Node, collection, parent string) []string {
	var ids []string
	for _, id := range n.Store.Collection(collection).IDs() {
		if rest, below := strings.CutPrefix(id, parent+"/"); below {
			ids = append(ids, rest)
		}
	}
	return ids
}

// onDataCollection finds the collection and guards it. A caller without the right is refused, which is a guess.
func onDataCollection(right string, h func(c *emulator.Call, collection Document) (any, error)) emulator.Handler {
	return func(c *emulator.Call) (any, error) {
		collection, ok := c.Node.Store.Collection(dataCollections).Get(c.Arg("id"))
		if !ok {
			return nil, emulator.NotFound("Data collection '" + c.Arg("id") + "' does not exist")
		}
		if !maySharing(c, collection, right) {
			return nil, emulator.Forbidden("You lack the permission " + right + " on data collection " + c.Arg("id"))
		}
		return h(c, collection)
	}
}

func createDataCollection(c *emulator.Call) (any, error) {
	if c.Node.Quirks.DataCollectionsBroken {
		return nil, emulator.NullPointer()
	}
	if !c.Identity.May("mayCreateDataCollections") {
		return nil, emulator.Forbidden("You may not create data collections")
	}
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	id := text(body, "id")
	switch {
	case body["id"] == nil:
		id = c.Node.RandomID(8)
	case !dataCollectionForm.MatchString(id):
		return nil, emulator.IllegalArgument("Invalid data collection id: '" + id + "', 8 alphanumeric characters are expected")
	case c.Node.Store.Collection(dataCollections).Has(id):
		return nil, emulator.IllegalArgument("Data collection '" + id + "' already exists")
	}
	body["id"] = id
	body["permissions"] = withCreator(c, objects(body, "permissions"))
	return Document{"id": id, "msg": "Created data collection " + id}, saveDataCollection(c, body)
}

// withCreator makes the caller an administrator; a key without a user behind it cannot become one.
func withCreator(c *emulator.Call, permissions []Document) []any {
	out := []any{}
	for _, entry := range permissions {
		if c.Identity.Login == "" || text(entry, "user") != c.Identity.Login {
			out = append(out, entry)
		}
	}
	if c.Identity.Login != "" {
		out = append(out, Document{"user": c.Identity.Login, "admin": true, "write": true, "read": true})
	}
	return out
}

func saveDataCollection(c *emulator.Call, body Document) error {
	collection, err := sharingDocument(c.Node, body, "id")
	if err != nil {
		return err
	}
	collection["tags"] = texts(body["tags"])
	if collection["lastModifiedOn"] = c.Node.Millis(); len(texts(body["tags"])) == 0 {
		collection["tags"] = []any{}
	}
	c.Node.Store.Collection(dataCollections).Put(text(collection, "id"), collection)
	return nil
}

// addToDataCollection takes datasets. Whether one exists is not looked at, and adding it again changes nothing: what a
// real node does then is not known.
func addToDataCollection(c *emulator.Call, _ Document) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	item := pick(body, "type", "projectKey", "id")
	if text(item, "type") != "DATASET" || text(item, "projectKey") == "" || text(item, "id") == "" {
		return nil, emulator.IllegalArgument("An object of a data collection needs the type DATASET, projectKey and id")
	}
	at := strings.Join([]string{c.Arg("id"), text(item, "projectKey"), text(item, "id")}, "/")
	c.Node.Store.Collection(dataCollectionObjects).Put(at, item)
	return item, nil
}
