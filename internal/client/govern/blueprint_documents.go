package govern

import (
	"context"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// createForBlueprint makes a document of which a blueprint has at most one, and returns it. It names its blueprint.
func (c *Client) createForBlueprint(
	ctx context.Context, collection string, wanted Document, get func(ctx context.Context, blueprintID string) (Document, error),
) (Document, error) {
	made := func(ctx context.Context) (Document, error) { return get(ctx, client.Text(wanted, "blueprintId")) }
	var answer Document
	err := c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", collection}, Body: wanted, Landed: client.LandedAs(made, wanted),
		Holds: client.Identity("blueprintId", client.Text(wanted, "blueprintId")),
	}, &answer)
	if err != nil || answer != nil {
		return answer, err
	}
	return made(ctx)
}
