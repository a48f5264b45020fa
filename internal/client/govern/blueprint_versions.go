package govern

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// VersionPrefix begins the identifiers of versions; the server adds it (govern.md 1.5).
const VersionPrefix = "bv."

// draft is the status of every new version.
const draft = "DRAFT"

// BlueprintVersion returns a version (govern.md 14). What the API keeps apart is one flat document here:
//
//	{"blueprintId", "versionId", "status", "originVersionId", "definition": {"name", "fieldDefinitions", …}}
//
// The definition lacks the identifiers, and the stamps of the server in its views: it makes them of the identifiers
// at each save, so they are nobody's to keep (govern.md 14.10).
func (c *Client) BlueprintVersion(ctx context.Context, blueprintID, versionID string) (Document, error) {
	answer, err := c.Read(ctx, client.Path("admin", "blueprint", blueprintID, "version", versionID), versionIdentity(blueprintID, versionID))
	if err != nil {
		return nil, err
	}
	return openVersion(answer)
}

func versionIdentity(blueprintID, versionID string) client.Holds {
	return client.Identity("blueprintVersion.id.blueprintId", blueprintID).And(client.Identity("blueprintVersion.id.versionId", versionID))
}

// CreateBlueprintVersion creates a DRAFT under an identifier without prefix, empty or as a fork of originVersionId. Of
// the version it takes no more than the name and the origin, and returns what it made (govern.md 14.2).
func (c *Client) CreateBlueprintVersion(ctx context.Context, blueprintID, identifier string, version Document) (Document, error) {
	get := func(ctx context.Context) (Document, error) {
		return c.BlueprintVersion(ctx, blueprintID, VersionPrefix+identifier)
	}
	query := url.Values{}
	if name := client.Text(object(version, "definition"), "name"); name != "" {
		query.Set("name", name)
	}
	if origin := client.Text(version, "originVersionId"); origin != "" {
		query.Set("originVersionId", origin)
	}
	answer, err := c.create(ctx, client.Request{
		Path: []string{"admin", "blueprint", blueprintID, "versions"}, Query: query,
		Landed: func(ctx context.Context) (bool, error) {
			found, err := get(ctx)
			if errors.Is(err, client.ErrNotFound) {
				return false, nil
			}
			if err != nil {
				return false, err
			}
			begun, err := c.versionBegun(ctx, found, version)
			if err == nil && !begun {
				err = client.ErrAlreadyExists
			}
			return begun, err
		},
	}, identifier, versionIdentity(blueprintID, VersionPrefix+identifier))
	if err != nil {
		return nil, err
	}
	if answer == nil {
		return get(ctx)
	}
	return openVersion(answer)
}

// versionBegun tells whether a version that was found is what an interrupted creation of the wanted one
// leaves: a DRAFT of the same origin that is still empty, still equal to its origin, or as wanted already.
func (c *Client) versionBegun(ctx context.Context, found, wanted Document) (bool, error) {
	origin := client.Text(found, "originVersionId")
	if client.Text(found, "status") != draft || origin != client.Text(wanted, "originVersionId") {
		return false, nil
	}
	have, want := object(found, "definition"), object(wanted, "definition")
	if len(client.Unlike(have, want)) == 0 {
		return true, nil
	}
	if name := client.Text(want, "name"); name != "" && name != client.Text(have, "name") {
		return false, nil
	}
	if origin == "" {
		return isBlank(have), nil
	}
	forked, err := c.BlueprintVersion(ctx, client.Text(found, "blueprintId"), origin)
	if errors.Is(err, client.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	copied := object(forked, "definition")
	copied["name"] = have["name"]
	return client.Equal(have, copied), nil
}

// isBlank tells whether a definition holds nothing that somebody wrote, but for the name (govern.md 14.5).
func isBlank(definition Document) bool {
	written := Document{}
	for _, path := range []string{
		"instructions", "hierarchicalParentFieldId", "fieldDefinitions", "workflowDefinition.stepDefinitions", "logicalHookList",
		"postLogicalHookList", "actions", "uiDefinition.views", "uiDefinition.uiStepDefinitions",
	} {
		written[path], _ = client.Lookup(definition, strings.Split(path, ".")...)
	}
	return len(client.Unlike(Document{}, written)) == 0
}

// PutBlueprintVersion replaces the definition of a version. Where artifacts use the version the server refuses what
// would destroy values of theirs, unless acceptDangerZone is set (govern.md 14.2).
func (c *Client) PutBlueprintVersion(ctx context.Context, blueprintID, versionID string, definition Document, acceptDangerZone bool) error {
	body := client.CloneDocument(definition)
	body["id"] = Document{"blueprintId": blueprintID, "versionId": versionID}
	var query url.Values
	if acceptDangerZone {
		query = url.Values{"dangerZoneAccepted": {"True"}}
	}
	return c.Put(ctx, client.Path("admin", "blueprint", blueprintID, "version", versionID).With(query), body)
}

// SetBlueprintVersionStatus makes a version DRAFT, ACTIVE or ARCHIVED; every transition is allowed (govern.md 14.2).
func (c *Client) SetBlueprintVersionStatus(ctx context.Context, blueprintID, versionID, status string) error {
	return c.Put(ctx, client.Path("admin", "blueprint", blueprintID, "version", versionID, "status"), status)
}

// DeleteBlueprintVersion deletes a version that no artifact uses.
func (c *Client) DeleteBlueprintVersion(ctx context.Context, blueprintID, versionID string) error {
	return c.Remove(ctx, client.Path("admin", "blueprint", blueprintID, "version", versionID))
}

// BlueprintVersions lists the versions of a blueprint, drafts included. Whether the list holds whole definitions is
// not known (govern.md 1.12).
func (c *Client) BlueprintVersions(ctx context.Context, blueprintID string) iter.Seq2[Document, error] {
	all, err := c.List(ctx, client.Path("admin", "blueprint", blueprintID, "versions"), client.Named("blueprintVersion.id.versionId"))
	for i := range all {
		if all[i], err = openVersion(all[i]); err != nil {
			break
		}
	}
	return client.Each(all, err)
}

// openVersion makes the flat document of BlueprintVersion out of an answer.
func openVersion(answer Document) (Document, error) {
	definition, trace := object(answer, "blueprintVersion"), object(answer, "blueprintVersionTrace")
	id := object(definition, "id")
	if client.Text(id, "blueprintId") == "" || client.Text(id, "versionId") == "" {
		return nil, fmt.Errorf("%w: an answer without a blueprint version", client.ErrMalformed)
	}
	delete(definition, "id")
	removeStamps(object(definition, "uiDefinition"))
	for _, field := range object(definition, "fieldDefinitions") {
		completeListConfig(field)
	}
	return Document{
		"blueprintId": id["blueprintId"], "versionId": id["versionId"], "definition": definition,
		"status": trace["status"], "originVersionId": trace["originVersionId"],
	}, nil
}

// Stamp is the member with which the server numbers the components of views.
const Stamp = "absoluteUiIndex"

// removeStamps takes the stamps out of all components and tells whether there were any.
func removeStamps(value any) bool {
	found := false
	switch v := value.(type) {
	case Document:
		if _, isComponent := v["type"]; isComponent {
			_, found = v[Stamp]
			delete(v, Stamp)
		}
		for _, inner := range v {
			found = removeStamps(inner) || found
		}
	case []any:
		for _, item := range v {
			found = removeStamps(item) || found
		}
	}
	return found
}

// HasStamps tells whether views hold stamps of the server.
func HasStamps(views any) bool { return removeStamps(client.Clone(views)) }

// completeListConfig spells out the minimum of a list: {} and {"cardinalityMin": 0} mean the same (govern.md 14.6).
func completeListConfig(field any) {
	definition, _ := field.(Document)
	config, ok := definition["listConfig"].(Document)
	if ok && config["cardinalityMin"] == nil {
		config["cardinalityMin"] = json.Number("0")
	}
}
