package govern

import (
	"context"
	"iter"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// signoffPath is the address of the sign-off configuration of a step, at most one per step (govern.md 15).
func signoffPath(blueprintID, versionID, stepID string) []string {
	return []string{"admin", "blueprint", blueprintID, "version", versionID, "workflow", "step", stepID, "signoff"}
}

// SignoffConfiguration returns the sign-off configuration of a workflow step (govern.md 15).
func (c *Client) SignoffConfiguration(ctx context.Context, blueprintID, versionID, stepID string) (Document, error) {
	return c.Read(ctx, client.Path(signoffPath(blueprintID, versionID, stepID)...), client.Identity("id.stepId", stepID))
}

// CreateSignoffConfiguration creates one. Its identifier is in the address; in the body the server refuses it. What it
// answers is not known for certain.
func (c *Client) CreateSignoffConfiguration(ctx context.Context, blueprintID, versionID, stepID string, configuration Document) error {
	body := client.CloneDocument(configuration)
	delete(body, "id")
	get := func(ctx context.Context) (Document, error) {
		return c.SignoffConfiguration(ctx, blueprintID, versionID, stepID)
	}
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: signoffPath(blueprintID, versionID, stepID), Body: body, Landed: client.LandedAs(get, body),
	})
}

// PutSignoffConfiguration replaces one, which must come from SignoffConfiguration. Sign-offs of artifacts keep what they
// began with (govern.md 15.2).
func (c *Client) PutSignoffConfiguration(ctx context.Context, blueprintID, versionID, stepID string, configuration Document) error {
	return c.Put(ctx, client.Path(signoffPath(blueprintID, versionID, stepID)...), configuration)
}

// DeleteSignoffConfiguration deletes one.
func (c *Client) DeleteSignoffConfiguration(ctx context.Context, blueprintID, versionID, stepID string) error {
	return c.Remove(ctx, client.Path(signoffPath(blueprintID, versionID, stepID)...))
}

// SignoffConfigurations lists those of a version. The list holds whole documents (govern.md 15.2).
func (c *Client) SignoffConfigurations(ctx context.Context, blueprintID, versionID string) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("admin", "blueprint", blueprintID, "version", versionID, "signoffs"), client.Named("id.stepId")))
}
