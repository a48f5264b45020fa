package dss

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// datasetObject is the only type of object that data collections have (dss-admin.md 24).
const datasetObject = "DATASET"

// DataCollection returns the settings of a data collection, without permissions for callers who are not its
// administrators (dss-admin.md 24).
func (c *Client) DataCollection(ctx context.Context, id string) (Document, error) {
	return c.Read(ctx, client.Path("data-collections", id), client.Identity("id", id))
}

// CreateDataCollection creates a data collection with all its settings and returns its id. The node adds the caller as
// administrator. An id that is not given is made up here rather than by the node, so that a creation whose answer is
// lost can be looked for.
func (c *Client) CreateDataCollection(ctx context.Context, collection Document) (Document, error) {
	body := Document{"color": nil, "description": nil, "permissions": nil, "tags": []any{}, "id": newCollectionID()}
	maps.Copy(body, client.Pick(collection, "id", "displayName", "color", "description", "permissions", "tags"))
	id := client.Text(body, "id")
	look := func(ctx context.Context) (Document, error) {
		found, err := c.DataCollection(ctx, id)
		return sameSharing(found, body), err
	}
	err := c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"data-collections"}, Body: body, Landed: client.LandedAs(look, body),
	})
	if err != nil && !errors.Is(err, client.ErrAlreadyExists) && c.AtLeast("14.1.0") && !c.AtLeast("14.2.0") {
		err = fmt.Errorf("%w; data collections cannot be created by the API of DSS 14.1, and this node is %s: DSS 14.2.0 repairs it", err, c.Version())
	}
	if err != nil && !errors.Is(err, client.ErrAlreadyExists) {
		return nil, err
	}
	return Document{"id": id}, err
}

// newCollectionID makes an identifier of 8 alphanumeric characters (dss-admin.md 24).
func newCollectionID() string { return rand.Text()[:8] }

// PutDataCollection replaces the settings of a data collection as they were read before. It refuses to do so when the
// node has hidden the permissions.
func (c *Client) PutDataCollection(ctx context.Context, id string, before, after Document) error {
	if err := CheckPermissionsShown(before, "data collection "+id); err != nil {
		return err
	}
	return c.Put(ctx, client.Path("data-collections", id), after)
}

// DeleteDataCollection deletes a data collection; its datasets stay.
func (c *Client) DeleteDataCollection(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("data-collections", id))
}

// DataCollections lists the data collections that the caller may see, without permissions.
func (c *Client) DataCollections(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("data-collections"), client.Named("id")))
}

// DataCollectionObject returns {dataCollectionId, projectKey, datasetName} of a dataset in a data collection. No call
// reads one.
func (c *Client) DataCollectionObject(ctx context.Context, id, projectKey, dataset string) (Document, error) {
	at := func(item Document) string {
		return client.Text(item, "type") + "/" + client.Text(item, "projectKey") + "/" + client.Text(item, "id")
	}
	item, err := c.shared.item(ctx, c, at, datasetObject+"/"+projectKey+"/"+dataset, "data-collections", id, "objects")
	if err != nil {
		return nil, err
	}
	return collectionObject(id, item), nil
}

func collectionObject(id string, item Document) Document {
	return Document{"dataCollectionId": id, "projectKey": item["projectKey"], "datasetName": item["id"]}
}

// DataCollectionObjects lists the datasets in a data collection.
func (c *Client) DataCollectionObjects(ctx context.Context, id string) iter.Seq2[Document, error] {
	all, err := c.List(ctx, client.Path("data-collections", id, "objects"), client.Named("type").And(client.Named("id")))
	var datasets []Document
	for _, item := range all {
		if client.Text(item, "type") == datasetObject {
			datasets = append(datasets, collectionObject(id, item))
		}
	}
	return client.Each(datasets, err)
}

// AddToDataCollection puts a dataset into a data collection. One that is there already is an ErrAlreadyExists, whatever
// the node would say.
func (c *Client) AddToDataCollection(ctx context.Context, id, projectKey, dataset string) error {
	isThere := func(ctx context.Context) (bool, error) {
		for item, err := range c.DataCollectionObjects(ctx, id) {
			if err != nil || item["projectKey"] == projectKey && item["datasetName"] == dataset {
				return err == nil, err
			}
		}
		return false, nil
	}
	there, err := isThere(ctx)
	if there {
		return fmt.Errorf("%w: data collection %s has %s.%s", client.ErrAlreadyExists, id, projectKey, dataset)
	}
	if err != nil {
		return err
	}
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"data-collections", id, "objects"},
		Body: Document{"type": datasetObject, "projectKey": projectKey, "id": dataset}, Landed: isThere,
	})
}

// RemoveFromDataCollection takes a dataset out of a data collection.
func (c *Client) RemoveFromDataCollection(ctx context.Context, id, projectKey, dataset string) error {
	return c.Remove(ctx, client.Path("data-collections", id, "objects", "dataset", projectKey, dataset))
}
