package govern

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// stepStatuses is the member of an artifact that Artifact adds.
const stepStatuses = "stepStatuses"

// Artifact returns an artifact without its envelope (govern.md 22). The statuses of its workflow are also in one object of
// strings, {"stepStatuses": {STEP: STATUS}}, where PutArtifact and CreateArtifact take them from.
func (c *Client) Artifact(ctx context.Context, id string) (Document, error) {
	answer, err := c.Read(ctx, client.Path("artifact", id), client.Identity("artifact.id", id))
	if err != nil {
		return nil, err
	}
	return openArtifact(answer)
}

// CreateArtifact makes an artifact and returns {"id"}. The server makes the identifier, and names are not unique: an
// artifact that is there already exactly as it would be made comes with ErrAlreadyExists, since an interrupted creation leaves
// such a one. There may be one creation of a name at a time.
func (c *Client) CreateArtifact(ctx context.Context, artifact Document) (Document, error) {
	before, err := c.namesakes(ctx, artifact)
	if err != nil {
		return nil, err
	}
	for _, found := range before {
		if isMadeOf(found, artifact) {
			return Document{"id": found["id"]}, fmt.Errorf("%w: %s has the same name, version and values", client.ErrAlreadyExists, client.Text(found, "id"))
		}
	}
	var answer, landed Document
	err = c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"artifacts"}, Body: closeArtifact(artifact),
		Landed: func(ctx context.Context) (bool, error) {
			var err error
			landed, err = c.newcomer(ctx, artifact, before)
			return landed != nil, err
		},
		Holds: client.Named("artifactId"),
	}, &answer)
	if err != nil {
		return nil, err
	}
	if landed != nil {
		return Document{"id": landed["id"]}, nil
	}
	return Document{"id": answer["artifactId"]}, nil
}

// newcomer returns the artifact of that name and version which was not there before, nil when there is none.
func (c *Client) newcomer(ctx context.Context, artifact Document, before []Document) (Document, error) {
	after, err := c.namesakes(ctx, artifact)
	if err != nil {
		return nil, err
	}
	after = slices.DeleteFunc(after, func(found Document) bool {
		return slices.ContainsFunc(before, func(old Document) bool { return old["id"] == found["id"] })
	})
	switch len(after) {
	case 0:
		return nil, nil //nolint:nilnil // the absence is the answer
	case 1:
		return after[0], nil
	}
	return nil, fmt.Errorf("%d artifacts named %q were made at the same time", len(after), client.Text(artifact, "name"))
}

// BlueprintArtifacts returns some artifacts of a blueprint, archived ones too: no more than the limit.
func (c *Client) BlueprintArtifacts(ctx context.Context, blueprintID string, limit int) ([]Document, error) {
	return c.someArtifacts(ctx, limit, Document{"type": "blueprints", "blueprintIds": []any{blueprintID}})
}

// VersionArtifacts is BlueprintArtifacts for a version of the blueprint.
func (c *Client) VersionArtifacts(ctx context.Context, blueprintID, versionID string, limit int) ([]Document, error) {
	id := Document{"blueprintId": blueprintID, "versionId": versionID}
	return c.someArtifacts(ctx, limit, Document{"type": "blueprintVersions", "blueprintVersionIds": []any{id}})
}

func (c *Client) someArtifacts(ctx context.Context, limit int, filter Document) ([]Document, error) {
	var some []Document
	search := ArtifactSearch{Filters: []any{filter, Document{"type": "archived", "isArchived": true}}, Page: limit}
	for found, err := range c.SearchArtifacts(ctx, search) {
		if err != nil {
			return nil, err
		}
		if some = append(some, found); len(some) == limit {
			break
		}
	}
	return some, nil
}

// namesakes are the artifacts of the same version and name.
func (c *Client) namesakes(ctx context.Context, artifact Document) ([]Document, error) {
	search := ArtifactSearch{Filters: []any{
		Document{"type": "blueprintVersions", "blueprintVersionIds": []any{object(artifact, "blueprintVersionId")}},
		Document{
			"type": "field", "conditionType": "EQUALS", "condition": artifact["name"], "negateCondition": false, "caseSensitive": true,
		},
		Document{"type": "archived", "isArchived": true},
	}}
	var all []Document
	for found, err := range c.SearchArtifacts(ctx, search) {
		if err != nil {
			return nil, err
		}
		if found["name"] == artifact["name"] && client.Equal(found["blueprintVersionId"], artifact["blueprintVersionId"]) {
			all = append(all, found)
		}
	}
	return all, nil
}

// isMadeOf tells whether an artifact is what the creation of the wanted one makes, with nothing that somebody added.
func isMadeOf(found, wanted Document) bool {
	given := object(wanted, stepStatuses)
	for step, status := range object(found, stepStatuses) {
		if status != given[step] && (given[step] != nil || status != "NOT_STARTED") {
			return false
		}
	}
	archived := func(d Document) bool { return object(d, "status")["archived"] == true }
	return client.Equal(object(found, "fields"), object(wanted, "fields")) && archived(found) == archived(wanted)
}

// PutArtifact replaces an artifact, which must come from Artifact.
func (c *Client) PutArtifact(ctx context.Context, id string, artifact Document) error {
	return c.Put(ctx, client.Path("artifact", id), closeArtifact(artifact))
}

// DeleteArtifact deletes an artifact with its sign-offs.
func (c *Client) DeleteArtifact(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("artifact", id))
}

// ArtifactSearch says what SearchArtifacts looks for; the zero value finds everything that is not archived.
type ArtifactSearch struct {
	// Source is a document of govern.md 23, nil for all artifacts; Filters are those of govern.md 17, all of which apply.
	Source  Document
	Filters []any
	// Sort is {"direction", "column"}, nil to leave the order to the server.
	Sort Document
	// Page is how many artifacts one request brings, 0 for as many as the server gives readily.
	Page int
}

// searchPage is how many artifacts a page has; the vendor's samples use as many.
const searchPage = 1000

// SearchArtifacts yields artifacts as Artifact does, page after page: hits hold whole artifacts (govern.md 1.12, 23).
func (c *Client) SearchArtifacts(ctx context.Context, search ArtifactSearch) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		var last any
		for {
			hits, more, err := c.searchPage(ctx, search, last)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, hit := range hits {
				if !yield(hit, nil) {
					return
				}
				last = hit["id"]
			}
			if !more || len(hits) == 0 {
				return
			}
		}
	}
}

func (c *Client) searchPage(ctx context.Context, search ArtifactSearch, last any) ([]Document, bool, error) {
	body := Document{
		"artifactSearchSource":     Document{"type": "all"},
		"artifactFilters":          append([]any{}, search.Filters...),
		"artifactSearchPagination": Document{"pageSize": searchPage, "lastArtifactId": last},
	}
	if search.Page > 0 {
		client.Store(body, search.Page, "artifactSearchPagination", "pageSize")
	}
	if search.Source != nil {
		body["artifactSearchSource"] = search.Source
	}
	if search.Sort != nil {
		body["artifactSearchSort"] = search.Sort
	}
	var answer Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"artifacts", "search"}, Body: body,
		Landed: func(context.Context) (bool, error) { return false, nil }, // it changes nothing, so it may be sent again
		Holds:  client.Members("uiArtifacts", "hasNextPage"),
	}, &answer)
	if err != nil {
		return nil, false, err
	}
	hits := []Document{}
	for _, item := range items(answer["uiArtifacts"]) {
		hit, _ := item.(Document)
		artifact, err := openArtifact(hit)
		if err != nil {
			return nil, false, err
		}
		if hits = append(hits, artifact); artifact["id"] == last {
			return nil, false, fmt.Errorf("%w: a page of artifacts repeats %v, the last one of the page before", client.ErrMalformed, last)
		}
	}
	return hits, answer["hasNextPage"] == true, nil
}

// openArtifact takes an artifact out of its envelope and adds the statuses of its steps.
func openArtifact(answer Document) (Document, error) {
	artifact := object(answer, "artifact")
	if client.Text(artifact, "id") == "" {
		return nil, fmt.Errorf("%w: an answer without an artifact", client.ErrMalformed)
	}
	statuses := Document{}
	for step := range object(artifact, "workflow", "steps") {
		statuses[step] = object(artifact, "workflow", "steps", step)["status"]
	}
	artifact[stepStatuses] = statuses
	return artifact, nil
}

// closeArtifact is the reverse. Steps without a status keep the one they have.
func closeArtifact(artifact Document) Document {
	body := client.CloneDocument(artifact)
	delete(body, stepStatuses)
	for step, status := range object(artifact, stepStatuses) {
		client.Store(body, status, "workflow", "steps", step, "status")
	}
	return body
}
