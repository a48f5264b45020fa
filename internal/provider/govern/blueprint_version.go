package govern

import (
	"context"
	"iter"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// BlueprintVersion is a version of a blueprint: its fields, workflow, hooks and views (govern.md 14).
var BlueprintVersion = &kit.Resource[*govern.Client]{
	Type:    "govern_blueprint_version",
	Summary: "A version of a blueprint of a Govern node: fields, workflow, hooks and views.",
	Detail: "Several versions of a blueprint can be `ACTIVE` together; only those can be applied to new artifacts. A version that artifacts use " +
		"cannot be deleted, and a change that would destroy values of theirs needs `accept_danger_zone`. The server drops members that it does not " +
		"know without an error: the apply then fails and names them. What no attribute sets is left alone. Versions of the product, " +
		"`bv.system.…`, can be read and forked but not managed.",
	Attributes:    versionAttributes,
	Identity:      []string{"blueprint_id", "version_id"},
	Scope:         []string{"blueprint_id"},
	Summaries:     true,
	CreateAnswers: true,
	Presume:       func(v attr.Values) { v.Derive("version_id", "identifier", govern.VersionPrefix) },
	Flatten:       func(_ client.Document, v attr.Values) { flattenIdentifier(v, "version_id", govern.VersionPrefix) },
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.BlueprintVersion(ctx, v.String("blueprint_id"), v.String("version_id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		return c.CreateBlueprintVersion(ctx, w.Values.String("blueprint_id"), w.Values.String("identifier"), w.After)
	},
	Put: putBlueprintVersion,
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		blueprintID, versionID := v.String("blueprint_id"), v.String("version_id")
		return obstructed(ctx, c.DeleteBlueprintVersion(ctx, blueprintID, versionID), func() []string {
			return artifactNames(c.VersionArtifacts(ctx, blueprintID, versionID, obstacles))
		})
	},
	List: func(ctx context.Context, c *govern.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return c.BlueprintVersions(ctx, scope.String("blueprint_id"))
	},
	Validate: validateDefinition,
	Plan: func(ctx context.Context, c *govern.Client, p kit.Planned) []kit.Problem {
		return slices.Concat(refuseProduct(p, "version", govern.VersionPrefix), checkFork(p), checkNewDefinition(p), checkDangerZone(ctx, c, p))
	},
}

var versionAttributes = slices.Concat([]attr.Attribute{
	reference("blueprint_id", govern.BlueprintPrefix, "Full identifier of the blueprint, such as `bp.ai_use_case`.").Required(),
	identifier(govern.VersionPrefix),
	attr.String("version_id", "Full identifier, such as `bv.v1`. It is unique inside the blueprint only.").Stable(),
	attr.String("name", "Name shown in the UI.").At("definition.name"),
	attr.String("instructions", "Notes for other designers.").At("definition.instructions"),
	reference("origin_version_id", govern.VersionPrefix, "Full identifier of the version of the same blueprint that this one is forked "+
		"from: it begins as a copy, and what is set here is laid over it. Null for a version that began empty.").CreateOnly(),
	attr.String("status", "`DRAFT`, `ACTIVE` or `ARCHIVED`; each can follow each. The server's default is `DRAFT`.").ServerDefault("DRAFT").
		Validate(attr.OneOf("DRAFT", "ACTIVE", "ARCHIVED")),
	attr.Bool("accept_danger_zone", "Whether to make changes that destroy values of existing artifacts, such as those of a field that is removed "+
		"or gets another type. Set it for the change that needs it only. Default: false.").Local(false),
}, definitionAttributes())

// putBlueprintVersion sends the parts that changed, the status last: a version never becomes active before it is as
// wanted.
func putBlueprintVersion(ctx context.Context, c *govern.Client, w kit.Write) error {
	blueprintID, versionID := w.Values.String("blueprint_id"), w.Values.String("version_id")
	if !client.Equal(w.Before["definition"], w.After["definition"]) {
		definition, _ := w.After["definition"].(client.Document)
		if err := c.PutBlueprintVersion(ctx, blueprintID, versionID, definition, w.Values.Bool("accept_danger_zone")); err != nil {
			return err
		}
	}
	if status, _ := w.After["status"].(string); status != w.Before["status"] {
		return c.SetBlueprintVersionStatus(ctx, blueprintID, versionID, status)
	}
	return nil
}
