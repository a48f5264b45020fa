package security

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// ownersOnly says what the API leaves open (dss-admin.md 9 and 31 Q7).
const ownersOnly = "The API has no call by which an administrator changes or deletes the key of somebody else. The provider uses the calls of the " +
	"owner, and a node may refuse them"

// PersonalAPIKey is a personal API key of a user (dss-admin.md 9).
var PersonalAPIKey = &kit.Resource[*dss.Client]{
	Type:    "personal_api_key",
	Summary: "A personal API key of a user, made by an administrator. Whoever has it acts as the user.",
	Detail: "The node shows the key only when it is made, so it is kept in the state from then on, marked as sensitive, and an imported " +
		"key has none. Where the key is needed during the run only, use the ephemeral resource of the same name, which stores nothing.\n\n" +
		ownersOnly + ": then `label` and `description` cannot change, and the user has to delete the key. The error says so; afterwards " +
		"`terraform state rm` forgets the key. Deleting the user ends the key too.",
	Attributes: []attr.Attribute{
		attr.String("id", "Identifier of the key, made by the server.").Stable(),
		attr.Login("user", "Login of the user whom the key belongs to.").Required().Replaces(),
		attr.String("label", "Label of the key.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("description", "What the key is for.").Clears(),
		attr.Int("created_on", "When the key was made, in milliseconds since the epoch.").Stable(),
		attr.String("created_by", "Who made the key.").Stable(),
		attr.Int("expires_on", "When the key expires, in milliseconds since the epoch; 0 for never.").Computed(),
		attr.String("key", "The key itself, known from its creation only.").Kept(),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.PersonalAPIKey(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return c.CreatePersonalAPIKey(ctx, w.After)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutPersonalAPIKey(ctx, w.Values.String("id"), w.After)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeletePersonalAPIKey(ctx, v.String("id"))
	},
	Lock: func(v attr.Values) string { return "personal_api_key/" + v.String("user") + "/" + v.String("label") },
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.PersonalAPIKeys(ctx)
	},
}

// EphemeralPersonalAPIKey makes a key for the run and deletes it at its end.
var EphemeralPersonalAPIKey = &kit.Ephemeral[*dss.Client]{
	Type: "personal_api_key",
	Summary: "A personal API key of a user that exists during the run only: it is made when the run needs it, deleted at its end " +
		"and never stored.",
	Detail: "Needs an administrator's key. If the run is killed, the key stays until somebody deletes it: give it a label that tells what it was " +
		"for. " + ownersOnly + ": then the run ends with an error that names the key, and the user has to delete it.",
	Attributes: []attr.Attribute{
		attr.Login("user", "Login of the user whom the key belongs to.").Required(),
		attr.String("label", "Label of the key.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("description", "What the key is for."),
		attr.String("id", "Identifier of the key.").Computed(),
		attr.String("key", "The key itself.").Computed().Sensitive(),
	},
	Open: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, string, error) {
		created, err := c.MintPersonalAPIKey(ctx, client.Document{
			"user": v.String("user"), "label": v.String("label"), "description": v.String("description"),
		})
		return created, client.Text(created, "id"), err
	},
	Close: func(ctx context.Context, c *dss.Client, id string) error { return c.DeletePersonalAPIKey(ctx, id) },
}
