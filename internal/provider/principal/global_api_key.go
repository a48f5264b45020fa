package principal

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// KeyNode is a node that has global API keys.
type KeyNode interface {
	kit.Client
	GlobalAPIKey(ctx context.Context, id string) (client.Document, error)
	CreateGlobalAPIKey(ctx context.Context, key client.Document) (client.Document, error)
	MintGlobalAPIKey(ctx context.Context, key client.Document) (client.Document, error)
	PutGlobalAPIKey(ctx context.Context, id string, key client.Document) error
	DeleteGlobalAPIKey(ctx context.Context, id string) error
	GlobalAPIKeys(ctx context.Context) iter.Seq2[client.Document, error]
}

// GlobalAPIKey is a global API key of a product (dss-admin.md 8, govern.md 6) with its abilities.
func GlobalAPIKey[C KeyNode](kind, product string, abilities []attr.Attribute) *kit.Resource[C] {
	return &kit.Resource[C]{
		Type:    kind,
		Summary: "A global API key of a " + product + " node.",
		Detail: "The server shows the key only when it is made, so it is kept in the state from then on, marked as sensitive, and an imported " +
			"key has none. Where the key is needed during the run only, use the ephemeral resource of the same name, which stores nothing. " +
			"A key works either with the rights of groups or with permissions of its own.",
		Attributes: []attr.Attribute{
			attr.String("id", "Identifier of the key, made by the server.").Stable(),
			attr.String("label", "Label of the key.").Required(),
			attr.String("description", "What the key is for.").Clears(),
			attr.StringSet("groups", "Groups whose rights the key has. Excludes `global_permissions`; changing from one to the other replaces the key.").
				Since("14.3.0"),
			attr.Object("global_permissions", "Rights of the key itself. A flag that is not set is not managed.", abilities...),
			attr.String("dss_user_for_impersonation", "Login of the user the key acts as.").Clears(),
			attr.Int("expiry", "Lifetime in days; 0 means that the key never expires.").Since("14.3.0"),
			attr.Int("expires_on", "When the key expires, in milliseconds since the epoch; 0 for never.").Computed(),
			attr.Int("created_on", "When the key was made, in milliseconds since the epoch.").Stable(),
			attr.String("created_by", "Who made the key.").Stable(),
			attr.String("key", "The key itself, known from its creation only.").Kept(),
		},
		Identity:      []string{"id"},
		CreateAnswers: true,
		Get: func(ctx context.Context, c C, v attr.Values) (client.Document, error) {
			return c.GlobalAPIKey(ctx, v.String("id"))
		},
		Create: func(ctx context.Context, c C, w kit.Write) (client.Document, error) {
			return c.CreateGlobalAPIKey(ctx, w.After)
		},
		Put: func(ctx context.Context, c C, w kit.Write) error {
			return c.PutGlobalAPIKey(ctx, w.Values.String("id"), w.After)
		},
		Lock: func(v attr.Values) string { return "global_api_key/" + v.String("label") },
		Delete: func(ctx context.Context, c C, v attr.Values) error {
			return c.DeleteGlobalAPIKey(ctx, v.String("id"))
		},
		List: func(ctx context.Context, c C, _ attr.Values) iter.Seq2[client.Document, error] {
			return c.GlobalAPIKeys(ctx)
		},
		Validate: refuseBothRights,
		Replace:  rightsChanged,
	}
}

// refuseBothRights refuses a key with groups and permissions of its own.
func refuseBothRights(config attr.Values) []kit.Problem {
	if config.Known("groups") && config.Known("global_permissions") {
		return []kit.Problem{{
			Attribute: "groups", Summary: "Groups and permissions exclude each other",
			Detail: "A key works with the rights of `groups` or with `global_permissions`, never with both. Set one of them.",
		}}
	}
	return nil
}

// rightsChanged names the attribute by which a key would change from one kind of rights to the other, or may do so when its
// value is known.
func rightsChanged(state, plan attr.Values) []string {
	if !plan["groups"].IsNull() && !state.Known("groups") {
		return []string{"groups"}
	}
	if state.Known("groups") && !plan["global_permissions"].IsNull() && !state.Known("global_permissions") {
		return []string{"global_permissions"}
	}
	return nil
}

// EphemeralGlobalAPIKey makes a key for the run and deletes it at its end.
func EphemeralGlobalAPIKey[C KeyNode](kind, product string) *kit.Ephemeral[C] {
	return &kit.Ephemeral[C]{
		Type: kind,
		Summary: "A global API key of a " + product + " node that exists during the run only: it is made when the run needs it, deleted at its end " +
			"and never stored.",
		Detail: "If the run is killed, the key stays until somebody deletes it: give it a label that tells what it was for.",
		Attributes: []attr.Attribute{
			attr.String("label", "Label of the key.").Required(),
			attr.String("description", "What the key is for."),
			attr.StringSet("groups", "Groups whose rights the key has. Needs version 14.3.0 of the node. Without it the key has the rights of `admin`."),
			attr.Bool("admin", "Whether a key without `groups` is an administrator's. Default: false.").At("globalPermissions.admin"),
			attr.String("id", "Identifier of the key.").Computed(),
			attr.String("key", "The key itself.").Computed().Sensitive(),
		},
		Open: func(ctx context.Context, c C, v attr.Values) (client.Document, string, error) {
			wanted := client.Document{"label": v.String("label"), "description": v.String("description")}
			if v.Known("groups") {
				wanted["groups"] = client.Clone(v.Strings("groups"))
			}
			if v.Bool("admin") {
				wanted["globalPermissions"] = client.Document{"admin": true}
			}
			created, err := c.MintGlobalAPIKey(ctx, wanted)
			id, _ := created["id"].(string)
			return created, id, err
		},
		Close: func(ctx context.Context, c C, id string) error { return c.DeleteGlobalAPIKey(ctx, id) },
	}
}
