package plugin

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Usages is what uses a plugin (dss-admin.md 19).
var Usages = &kit.DataSource[*dss.Client]{
	Type:    "plugin_usages",
	Summary: "What uses a plugin of a DSS node.",
	Detail: "The node refuses to delete a plugin that has usages or missing types. Missing types are components that the plugin had once and " +
		"that objects still name; they may hide further usages.",
	Attributes: []attr.Attribute{
		attr.String("plugin_id", "Identifier of the plugin.").Required().Validate(attr.Name()),
		attr.String("project_key", "Key of the project to look in. Default: all projects."),
		attr.Bool("used", "Whether there are usages or missing types.").Computed(),
		attr.ObjectList("usages", "What uses the plugin.",
			attr.String("element_kind", "Kind of the component, such as `python-clusters` or `python-connectors`.").Computed(),
			attr.String("element_type", "Identifier of the component.").Computed(),
			attr.String("object_type", "Type of what uses it, such as `DATASET`, `RECIPE` or `CLUSTER`.").Computed(),
			attr.String("object_id", "Identifier of what uses it.").Computed(),
			attr.String("project_key", "Project of what uses it, where it has one.").Computed(),
		).Computed(),
		attr.ObjectList("missing_types", "What names a component that the plugin does not have any more.",
			attr.String("missing_type", "Identifier of the component.").Computed(),
			attr.String("object_type", "Type of what names it.").Computed(),
			attr.String("object_id", "Identifier of what names it.").Computed(),
			attr.String("project_key", "Project of what names it, where it has one.").Computed(),
		).Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		usages, err := c.PluginUsages(ctx, v.String("plugin_id"), v.String("project_key"))
		if err != nil {
			return nil, err
		}
		usages["used"] = len(usagesIn(usages)) > 0
		return usages, nil
	},
}

// shownUsages is how many usages a message names.
const shownUsages = 5

// warnOfUsages names in the plan of a deletion what will be in its way. It is no error: what uses the plugin may go in
// the same run. A question that fails is no reason to stop the plan.
func warnOfUsages(ctx context.Context, c *dss.Client, state attr.Values) []kit.Problem {
	usages, err := c.PluginUsages(ctx, state.String("plugin_id"), "")
	found := describeUsages(usages)
	if err != nil || found == "" {
		return nil
	}
	detail := "Deleting it fails unless these change before, or go in the same run:\n\n"
	if state.Bool("force_destroy") {
		detail = "It is deleted all the same, because of force_destroy, which breaks what uses it:\n\n"
	}
	return []kit.Problem{{Warning: true, Summary: "Plugin " + state.String("plugin_id") + " is in use", Detail: detail + found}}
}

// describeUsages names the first usages, a line each; it is empty when there are none.
func describeUsages(usages client.Document) string {
	all := usagesIn(usages)
	lines := all[:min(len(all), shownUsages)]
	if more := len(all) - shownUsages; more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	return strings.Join(lines, "\n")
}

func usagesIn(usages client.Document) []string {
	lines := usageLines(usages["usages"], "uses")
	return append(lines, usageLines(usages["missingTypes"], "names, though the plugin lacks it,")...)
}

func usageLines(found any, text string) []string {
	var lines []string
	list, _ := found.([]any)
	for _, item := range list {
		usage, _ := item.(client.Document)
		object := client.Text(usage, "objectId")
		if key := client.Text(usage, "projectKey"); key != "" {
			object = key + "/" + object
		}
		lines = append(lines, fmt.Sprintf("  %s %s %s %s", strings.ToLower(client.Text(usage, "objectType")), object, text,
			cmp.Or(client.Text(usage, "elementType"), client.Text(usage, "missingType"))))
	}
	return lines
}
