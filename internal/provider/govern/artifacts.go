package govern

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var versionForm = regexp.MustCompile(`^bp\.[A-Za-z0-9._-]+/bv\.[A-Za-z0-9._-]+$`)

// Artifacts is the search for artifacts (govern.md 23).
var Artifacts = &kit.DataSource[*govern.Client]{
	Type:    "govern_artifacts",
	Summary: "Searches the artifacts of a Govern node. Conditions that are set apply together; without one, all artifacts are found.",
	Detail:  "All pages of the result are read. Artifacts that are made or renamed meanwhile may be missing.",
	Attributes: []attr.Attribute{
		attr.StringSet("blueprint_ids", "Finds artifacts of these blueprints only, such as `bp.system.govern_project`."),
		attr.StringSet("blueprint_version_ids", "Finds artifacts of these versions only, each written as `bp.ai_use_case/bv.v1`.").
			Validate(setvalidator.ValueStringsAre(stringvalidator.RegexMatches(versionForm, "must be a blueprint and a version, such as bp.ai_use_case/bv.v1"))),
		attr.StringSet("artifact_ids", "Finds these artifacts only."),
		attr.Bool("include_archived", "Whether to find archived artifacts too. Default: false."),
		attr.JSON("filters", "Further filters as a JSON list, such as `[{ type = \"field\", fieldId = \"risk\", conditionType = \"EQUALS\", "+
			"condition = \"High\" }]`. A field filter without `fieldId` looks at the name. Conditions are `EQUALS`, `CONTAINS`, `START_WITH` "+
			"and `END_WITH`; `negateCondition` and `caseSensitive` refine them."),
		attr.JSON("source", "Where to search, as a JSON object. Default: `{ type = \"all\" }`, the only source that is documented."),
		attr.Object("sort", "How to sort. Without it the order is that of the server.",
			attr.String("column", "What to sort by: `name`, `workflow` or `field`.").Required().Validate(attr.OneOf("name", "workflow", "field")),
			attr.StringMap("fields", "For the column `field`: blueprint to the field that is sorted by."),
			attr.String("direction", "`ASC` or `DESC`. Default: `ASC`.").Validate(attr.OneOf("ASC", "DESC")),
		),
		attr.StringList("ids", "Identifiers of what was found, in its order.").Computed(),
		attr.ObjectMap("artifacts", "id", "What was found, by identifier.",
			attr.String("blueprint_id", "Full identifier of the blueprint.").Computed().At("blueprintVersionId.blueprintId"),
			attr.String("version_id", "Full identifier of the version of the blueprint.").Computed().At("blueprintVersionId.versionId"),
			attr.String("name", "Name shown in the UI.").Computed(),
			attr.JSON("fields", "Values of the fields, as JSON.").Computed(),
			attr.StringMap("step_statuses", "Statuses of the workflow steps.").Computed(),
			attr.Bool("archived", "Whether the artifact is archived.").Computed().At("status.archived"),
		).Computed(),
	},
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		ids, found := []any{}, []any{}
		for artifact, err := range c.SearchArtifacts(ctx, searchOf(v)) {
			if err != nil {
				return nil, err
			}
			ids, found = append(ids, artifact["id"]), append(found, artifact)
		}
		return client.Document{"ids": ids, "artifacts": found}, nil
	},
}

// searchOf makes the search of the arguments.
func searchOf(v attr.Values) govern.ArtifactSearch {
	var search govern.ArtifactSearch
	if source, ok := v.JSON("source_json"); ok {
		search.Source, _ = source.(client.Document)
	}
	given := func(kind, member string, values []any) {
		search.Filters = append(search.Filters, client.Document{"type": kind, member: values})
	}
	if v.Known("blueprint_ids") {
		given("blueprints", "blueprintIds", list(v.Strings("blueprint_ids")))
	}
	if v.Known("blueprint_version_ids") {
		versions := []any{}
		for _, id := range v.Strings("blueprint_version_ids") {
			blueprintID, versionID, _ := strings.Cut(id, "/")
			versions = append(versions, client.Document{"blueprintId": blueprintID, "versionId": versionID})
		}
		given("blueprintVersions", "blueprintVersionIds", versions)
	}
	if v.Known("artifact_ids") {
		given("artifacts", "artifactIds", list(v.Strings("artifact_ids")))
	}
	// What the server does without this filter is not known (govern.md 23).
	search.Filters = append(search.Filters, client.Document{"type": "archived", "isArchived": v.Bool("include_archived")})
	if filters, ok := v.JSON("filters_json"); ok {
		further, _ := filters.([]any)
		search.Filters = append(search.Filters, further...)
	}
	if order := v.Object("sort"); order != nil {
		search.Sort = sortOf(order)
	}
	return search
}

func sortOf(order attr.Values) client.Document {
	direction, column := "ASC", client.Document{"type": order.String("column")}
	if order.Known("direction") {
		direction = order.String("direction")
	}
	if order.Known("fields") {
		fields := []any{}
		byBlueprint := order.StringMap("fields")
		for _, blueprintID := range slices.Sorted(maps.Keys(byBlueprint)) {
			fields = append(fields, client.Document{"blueprintId": blueprintID, "fieldId": byBlueprint[blueprintID]})
		}
		column["fields"] = fields
	}
	return client.Document{"direction": direction, "column": column}
}

func list(items []string) []any {
	out := make([]any, len(items))
	for i, item := range items {
		out[i] = item
	}
	return out
}
