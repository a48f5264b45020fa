package codeenv

import (
	"context"
	"fmt"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// shownUsages is how many usages a warning names.
const shownUsages = 5

// warnOfUsages tells in the plan of a deletion what stops working: the node does not refuse it (dss-admin.md 12.3).
// A question that fails is no reason to stop the plan; a broken environment has no usages to be read.
func warnOfUsages(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
	if p.Plan != nil {
		return nil
	}
	lang, name := p.State.String("lang"), p.State.String("name")
	usages, err := c.CodeEnvUsages(ctx, lang, name)
	if err != nil || len(usages) == 0 {
		return nil
	}
	var lines []string
	for _, usage := range usages[:min(len(usages), shownUsages)] {
		lines = append(lines, "  "+usageText(usage))
	}
	if more := len(usages) - shownUsages; more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	return []kit.Problem{{
		Warning: true, Summary: "The code environment " + lang + "/" + name + " is in use",
		Detail: "Deleting it breaks what uses it, unless that changes before:\n\n" + strings.Join(lines, "\n"),
	}}
}

func usageText(usage client.Document) string {
	text := func(member string) string { value, _ := usage[member].(string); return value }
	kind := strings.ToLower(strings.ReplaceAll(text("envUsage"), "_", " "))
	if usage["accessible"] == false {
		return kind + " that this key may not see"
	}
	// A project has no object, a plugin no project.
	return kind + " " + strings.Trim(text("projectKey")+"/"+text("objectId"), "/")
}
