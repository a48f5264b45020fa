package govern

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Artifact is an item that a Govern node governs, such as a project or a use case (govern.md 22).
var Artifact = &kit.Resource[*govern.Client]{
	Type:    "govern_artifact",
	Summary: "An artifact of a Govern node: an item that is governed, such as a use case, with the fields and the workflow of its blueprint version.",
	Detail: "People, and hooks of the blueprint version, change artifacts too: fields and steps that are not in the configuration are left " +
		"alone, and `ignore_changes` hands over those that are. The server makes the identifier and names are not unique, so an artifact " +
		"that is there already with exactly the name, version, fields and steps of a new one may be what an interrupted run left: the " +
		"creation fails and shows how to import it. Two artifacts of one version therefore need different names or fields. What the node itself keeps in " +
		"step with users, groups and other nodes can be read but not managed.",
	Attributes: []attr.Attribute{
		attr.String("id", "Identifier, such as `ar.42`, made by the server.").Stable(),
		reference("blueprint_id", govern.BlueprintPrefix, "Full identifier of the blueprint, such as `bp.ai_use_case`.").
			Required().Replaces().At("blueprintVersionId.blueprintId"),
		reference("version_id", govern.VersionPrefix, "Full identifier of the version of the blueprint, such as `bv.v1`. It must be `ACTIVE` when "+
			"the artifact is made.").Required().Replaces().At("blueprintVersionId.versionId"),
		attr.String("name", "Name shown in the UI.").Required(),
		attr.Doc("fields", "Values of fields as a JSON object: field identifier to value. A text, a category, a date (such as "+
			"`2026-10-01T00:00:00.000Z`), a reference (`ar.…`), a file (`uf.…`) and a time series (`ts.…`) are strings, a number is a number, "+
			"and a field with a list takes a list. A field that is removed here is emptied; leave out computed fields."),
		attr.StringMap("step_statuses", "Statuses of workflow steps: step identifier to `NOT_STARTED`, `ONGOING`, `FINISHED` or `SKIPPED`. "+
			"Steps that are not named are left alone. A step whose mandatory sign-off is not approved cannot be passed.").Inline().ServerDefault("NOT_STARTED").
			Validate(mapvalidator.ValueStringsAre(attr.OneOf("NOT_STARTED", "ONGOING", "FINISHED", "SKIPPED"))),
		attr.Bool("archived", "Whether the artifact is archived. The server's default is false.").At("status.archived"),
	},
	Identity: []string{"id"},
	Scope:    []string{"blueprint_id"},
	NoPlural: true,
	Protect:  "also deletes the values of its fields, the state of its workflow and its sign-offs with their history",
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.Artifact(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		return c.CreateArtifact(ctx, w.After)
	},
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		return c.PutArtifact(ctx, w.Values.String("id"), w.After)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		return c.DeleteArtifact(ctx, v.String("id"))
	},
	List: func(ctx context.Context, c *govern.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return c.SearchArtifacts(ctx, govern.ArtifactSearch{Filters: []any{
			client.Document{"type": "blueprints", "blueprintIds": []any{scope.String("blueprint_id")}},
			client.Document{"type": "archived", "isArchived": true},
		}})
	},
	// One creation of a name at a time: its look for what an interrupted one left must not meet another.
	Lock: func(v attr.Values) string {
		return "govern_artifact/" + v.String("blueprint_id") + "/" + v.String("version_id") + "/" + v.String("name")
	},
	Validate: validateArtifact,
	Plan:     warnOfMisfits,
}

// validateArtifact refuses fields that are no object.
func validateArtifact(config attr.Values) []kit.Problem {
	fields, set := config.JSON("fields_json")
	if _, isObject := fields.(client.Document); !set || isObject {
		return nil
	}
	return []kit.Problem{{
		Attribute: "fields_json", Summary: "Not a JSON object",
		Detail: "Fields are an object of field identifiers and values, such as jsonencode({ purpose = \"Find customers about to leave\" }).",
	}}
}
