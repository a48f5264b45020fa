package govern

import (
	"context"
	"fmt"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// BlueprintPrefix begins the identifiers of blueprints; the server adds it (govern.md 1.5).
const BlueprintPrefix = "bp."

// Blueprint returns a blueprint without its envelope (govern.md 13.2).
func (c *Client) Blueprint(ctx context.Context, id string) (Document, error) {
	return c.blueprints.Get(ctx, id, func(ctx context.Context) (Document, error) {
		answer, err := c.Read(ctx, client.Path("admin", "blueprint", id), client.Identity("blueprint.id", id))
		if err != nil {
			return nil, err
		}
		return openBlueprint(answer)
	})
}

// CreateBlueprint creates a blueprint under an identifier without prefix and returns it.
func (c *Client) CreateBlueprint(ctx context.Context, identifier string, blueprint Document) (Document, error) {
	get := func(ctx context.Context) (Document, error) { return c.Blueprint(ctx, BlueprintPrefix+identifier) }
	answer, err := c.create(ctx, client.Request{
		Path: []string{"admin", "blueprints"}, Body: blueprint, Landed: client.LandedAs(get, blueprint),
	}, identifier, client.Identity("blueprint.id", BlueprintPrefix+identifier))
	if err != nil {
		return nil, err
	}
	if answer == nil {
		return get(ctx)
	}
	return openBlueprint(answer)
}

// PutBlueprint replaces a blueprint, which must come from Blueprint.
func (c *Client) PutBlueprint(ctx context.Context, id string, blueprint Document) error {
	return c.Put(ctx, client.Path("admin", "blueprint", id), blueprint)
}

// DeleteBlueprint deletes a blueprint that has no versions and no artifacts (govern.md 13.4).
func (c *Client) DeleteBlueprint(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("admin", "blueprint", id))
}

// Blueprints lists all blueprints. The list holds whole objects (govern.md 1.12).
func (c *Client) Blueprints(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.allBlueprints(ctx))
}

func (c *Client) allBlueprints(ctx context.Context) ([]Document, error) {
	all, err := c.List(ctx, client.Path("admin", "blueprints"), client.Named("blueprint.id"))
	for i := range all {
		if all[i], err = openBlueprint(all[i]); err != nil {
			return nil, err
		}
	}
	return all, err
}

func (c *Client) blueprintsByID(ctx context.Context) (map[string]Document, error) {
	all, err := c.allBlueprints(ctx)
	return client.ByMember(all, "id"), err
}

// openBlueprint takes a blueprint out of its envelope, which also holds the rights of the caller (govern.md 1.7).
func openBlueprint(answer Document) (Document, error) {
	blueprint := object(answer, "blueprint")
	if client.Text(blueprint, "id") == "" {
		return nil, fmt.Errorf("%w: an answer without a blueprint", client.ErrMalformed)
	}
	return blueprint, nil
}
