package security

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// GlobalAPIKey is a global API key of a DSS node (dss-admin.md 8).
var GlobalAPIKey = &kit.Resource[*dss.Client]{
	Type:    "global_api_key",
	Summary: "A global API key of a DSS node.",
	Detail: "The server shows the key only when it is made, so it is kept in the state from then on, marked as sensitive, and an imported " +
		"key has none. Where the key is needed during the run only, use the ephemeral resource of the same name, which stores nothing. " +
		"A key works either with the rights of groups or with permissions of its own.",
	Attributes: []attr.Attribute{
		attr.String("id", "Identifier of the key, made by the server.").Stable(),
		attr.String("label", "Label of the key.").Required(),
		attr.String("description", "What the key is for.").Clears(),
		attr.StringSet("groups", "Groups whose rights the key has. Excludes `global_permissions`; changing from one to the other replaces the key.").
			Since("14.3.0"),
		attr.Object("global_permissions", "Rights of the key itself. A flag that is not set is not managed.", abilities()...),
		attr.String("dss_user_for_impersonation", "Login of the user the key acts as.").Clears(),
		attr.Int("expiry", "Lifetime in days; 0 means that the key never expires.").Since("14.3.0"),
		attr.Int("expires_on", "When the key expires, in milliseconds since the epoch; 0 for never.").Computed(),
		attr.Int("created_on", "When the key was made, in milliseconds since the epoch.").Stable(),
		attr.String("created_by", "Who made the key.").Stable(),
		attr.String("key", "The key itself, known from its creation only.").Kept(),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.GlobalAPIKey(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return c.CreateGlobalAPIKey(ctx, w.After)
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutGlobalAPIKey(ctx, w.Values.String("id"), w.After)
	},
	Lock: func(v attr.Values) string { return "global_api_key/" + v.String("label") },
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteGlobalAPIKey(ctx, v.String("id"))
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.GlobalAPIKeys(ctx)
	},
	Validate: func(config attr.Values) []kit.Problem {
		if config.Known("groups") && config.Known("global_permissions") {
			return []kit.Problem{{
				Attribute: "groups", Summary: "Groups and permissions exclude each other",
				Detail: "A key works with the rights of `groups` or with `global_permissions`, never with both. Set one of them.",
			}}
		}
		return nil
	},
	Replace: func(state, plan attr.Values) []string {
		if plan.Known("groups") && !state.Known("groups") {
			return []string{"groups"}
		}
		if state.Known("groups") && plan.Known("global_permissions") && !state.Known("global_permissions") {
			return []string{"global_permissions"}
		}
		return nil
	},
}

// EphemeralGlobalAPIKey makes a key for the run and deletes it at its end.
var EphemeralGlobalAPIKey = &kit.Ephemeral[*dss.Client]{
	Type:    "global_api_key",
	Summary: "A global API key that exists during the run only: it is made when the run needs it, deleted at its end and never stored.",
	Detail:  "If the run is killed, the key stays until somebody deletes it: give it a label that tells what it was for.",
	Attributes: []attr.Attribute{
		attr.String("label", "Label of the key.").Required(),
		attr.String("description", "What the key is for."),
		attr.StringSet("groups", "Groups whose rights the key has. Needs version 14.3.0 of the node. Without it the key has the rights of `admin`."),
		attr.Bool("admin", "Whether a key without `groups` is an administrator's. Default: false.").At("globalPermissions.admin"),
		attr.String("id", "Identifier of the key.").Computed(),
		attr.String("key", "The key itself.").Computed().Sensitive(),
	},
	Open: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, string, error) {
		wanted := client.Document{"label": v.String("label"), "description": v.String("description")}
		if v.Known("groups") {
			wanted["groups"] = client.Clone(v.Strings("groups"))
		}
		if v.Bool("admin") {
			wanted["globalPermissions"] = client.Document{"admin": true}
		}
		created, err := c.MintGlobalAPIKey(ctx, wanted)
		return created, text(created, "id"), err
	},
	Close: func(ctx context.Context, c *dss.Client, id string) error { return c.DeleteGlobalAPIKey(ctx, id) },
}
