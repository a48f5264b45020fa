package sharing

import (
	"context"
	"iter"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// shapes are the attributes of which an object has exactly one.
var shapes = []string{"reference", "app_id", "html_link"}

// WorkspaceObject is something that is shared in a workspace (dss-admin.md 23).
var WorkspaceObject = &kit.Resource[*dss.Client]{
	Type:    "workspace_object",
	Summary: "An object that is shared in a workspace: a dataset, dashboard or wiki article of a project, an application, or a link.",
	Detail: "Set exactly one of `reference`, `app_id` and `html_link`. The API cannot change an object, so that every change replaces it. " +
		"Removing it from the workspace leaves the object itself alone. Whether a reference exists is not checked before the node does.",
	Attributes: []attr.Attribute{
		attr.String("workspace_key", "Key of the workspace.").Required().Validate(attr.Name()),
		attr.String("object_id", "Identifier of the object in the workspace, made by the node.").Stable(),
		attr.Object("reference", "An object of a project.",
			attr.String("project_key", "Key of the project.").Required(),
			attr.String("type", "`DATASET`, `DASHBOARD` or `ARTICLE`.").Required().Validate(attr.OneOf("DATASET", "DASHBOARD", "ARTICLE")),
			attr.String("id", "Name of the dataset, or identifier of the dashboard or article.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		).Clears().Replaces(),
		attr.String("app_id", "Identifier of an application.").Clears().Replaces().Validate(stringvalidator.LengthAtLeast(1)),
		attr.Object("html_link", "A link to a web page.",
			attr.String("name", "Name shown in the workspace.").Required().Validate(stringvalidator.LengthAtLeast(1)),
			attr.String("url", "Address of the page.").Required().Validate(stringvalidator.LengthAtLeast(1)),
			attr.String("description", "What is behind the link.").Clears(),
		).Clears().Replaces(),
	},
	Identity:      []string{"workspace_key", "object_id"},
	CreateAnswers: true,
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return identified(c.WorkspaceObject(ctx, v.String("workspace_key"), v.String("object_id")))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return identified(c.AddWorkspaceObject(ctx, w.Values.String("workspace_key"), w.After))
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.RemoveWorkspaceObject(ctx, v.String("workspace_key"), v.String("object_id"))
	},
	Scope: []string{"workspace_key"},
	List: func(ctx context.Context, c *dss.Client, scope attr.Values) iter.Seq2[client.Document, error] {
		return func(yield func(client.Document, error) bool) {
			for item, err := range c.WorkspaceObjects(ctx, scope.String("workspace_key")) {
				if !yield(identified(item, err)) {
					return
				}
			}
		}
	},
	// A new object is told from the others by what it is, so that one may be made at a time.
	Lock:     func(v attr.Values) string { return "workspace/" + v.String("workspace_key") + "/objects" },
	Validate: checkShape,
}

// identified names the identifier of an item as the attribute is called.
func identified(item client.Document, err error) (client.Document, error) {
	if item != nil {
		item["objectId"] = item["id"]
	}
	return item, err
}

// checkShape wants exactly one of the shapes.
func checkShape(config attr.Values) []kit.Problem {
	var set []string
	for _, shape := range shapes {
		if config[shape].IsUnknown() {
			return nil
		}
		if !config[shape].IsNull() {
			set = append(set, "`"+shape+"`")
		}
	}
	if len(set) == 1 {
		return nil
	}
	given := "none"
	if len(set) > 0 {
		given = strings.Join(set, " and ")
	}
	return []kit.Problem{{
		Attribute: shapes[0], Summary: "Not one object",
		Detail: "Set exactly one of `" + strings.Join(shapes, "`, `") + "`; set is " + given + ".",
	}}
}
