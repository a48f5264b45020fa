// Package govern declares what a Govern node governs with: blueprints, their versions, and roles.
package govern

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Blueprint is a blueprint of a Govern node (govern.md 13).
var Blueprint = &kit.Resource[*govern.Client]{
	Type:    "govern_blueprint",
	Summary: "A blueprint of a Govern node: a name and an icon. Fields, workflow and views belong to its versions.",
	Detail: "The Blueprint Designer needs the Advanced Govern licence. A blueprint can be deleted only when it has no versions and no artifacts. " +
		"Blueprints of the product, `bp.system.…`, can be read with the data source but not managed; versions can be added to them.",
	Attributes: []attr.Attribute{
		attr.String("id", "Full identifier, such as `bp.ai_use_case`, for references.").Stable(),
		identifier(govern.BlueprintPrefix),
		attr.String("name", "Name shown in the UI.").Required(),
		attr.String("icon", "Name of a Material icon, such as `fact_check`."),
		attr.String("color", "Colour of the icon, such as `#da7f15`."),
		attr.String("background_color", "Colour behind the icon, such as `#fce4c7`."),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Presume:       func(v attr.Values) { v.Derive("id", "identifier", govern.BlueprintPrefix) },
	Flatten:       func(_ client.Document, v attr.Values) { flattenIdentifier(v, "id", govern.BlueprintPrefix) },
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.Blueprint(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		return c.CreateBlueprint(ctx, w.Values.String("identifier"), w.After)
	},
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		return c.PutBlueprint(ctx, w.Values.String("id"), w.After)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		id := v.String("id")
		return obstructed(ctx, c.DeleteBlueprint(ctx, id), func() []string {
			return append(versionNames(c.BlueprintVersions(ctx, id)), artifactNames(c.BlueprintArtifacts(ctx, id, obstacles))...)
		})
	},
	List: func(ctx context.Context, c *govern.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.Blueprints(ctx)
	},
	Plan: func(_ context.Context, _ *govern.Client, p kit.Planned) []kit.Problem {
		return refuseProduct(p, "blueprint", govern.BlueprintPrefix)
	},
}
