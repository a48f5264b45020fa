package execution

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// validateCluster refuses to start a manual cluster. That it does not run is true, and generated configurations say so.
func validateCluster(config attr.Values) []kit.Problem {
	kind := config["type"]
	if !config.Bool("running") || kind.IsUnknown() || !kind.IsNull() && config.String("type") != manual {
		return nil
	}
	return []kit.Problem{{
		Attribute: "running", Summary: "A manual cluster can be neither started nor stopped",
		Detail: "`running` is for clusters that DSS manages: those whose `type` is the cluster type of a plugin.",
	}}
}

// planCluster says what is easily overlooked: what a deletion does to a running cluster and to what uses it, and that new
// parameters do not reach a running one.
func planCluster(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
	switch {
	case p.State == nil:
		return nil
	case p.Plan == nil, slices.ContainsFunc([]string{"name", "type", "architecture"}, func(name string) bool {
		return !p.Plan[name].Equal(p.State[name])
	}):
		return warnOfDeletion(ctx, c, p.State)
	case p.State.Bool("running") && p.Plan.Bool("running") && !p.Plan["params_json"].Equal(p.State["params_json"]):
		return []kit.Problem{{
			Attribute: "params_json", Warning: true, Summary: "The cluster " + p.State.String("id") + " runs with its old parameters",
			Detail: "New parameters reach a cluster when it is started. Stop and start it, for instance with the actions " +
				"dataiku_cluster_stop and dataiku_cluster_start.",
		}}
	}
	return nil
}

func warnOfDeletion(ctx context.Context, c *dss.Client, state attr.Values) []kit.Problem {
	id := state.String("id")
	status, err := c.ClusterStatus(ctx, id)
	if err != nil {
		return nil // the deletion meets the error again
	}
	var problems []kit.Problem
	warn := func(summary, detail string) {
		problems = append(problems, kit.Problem{Warning: true, Summary: "The cluster " + id + " " + summary, Detail: detail})
	}
	if slices.Contains(running, client.Text(status, "state")) && state.String("type") != manual {
		switch {
		case !state.Bool("stop_on_destroy"):
			warn("keeps running without DSS", "Deleting it leaves what it has started as it is, since stop_on_destroy is false. Nothing looks "+
				"after it any more.")
		case state.Bool("terminate_on_stop"):
			warn("is running and will be stopped", "Deleting it stops it first, and deletes the machines behind it.")
		default:
			warn("is running and will be stopped", "Deleting it stops it first. The machines behind it stay, since terminate_on_stop is false.")
		}
	}
	if usages := usageLines(status); len(usages) > 0 {
		warn("is in use", "Deleting it breaks what uses it, unless that changes before:\n\n  "+strings.Join(usages, "\n  "))
	}
	return problems
}

// usageLines name what uses a cluster (dss-admin.md 13).
func usageLines(status client.Document) []string {
	var lines []string
	list, _ := status["usages"].([]any)
	for _, item := range list {
		usage, _ := item.(client.Document)
		switch {
		case client.Text(usage, "scenarioId") != "":
			lines = append(lines, "scenario "+client.Text(usage, "scenarioProjectKey")+"/"+client.Text(usage, "scenarioId"))
		case client.Text(usage, "projectKey") != "":
			lines = append(lines, "project "+client.Text(usage, "projectKey"))
		}
	}
	for _, hidden := range [][2]string{{"otherProjectUsagesCount", "projects"}, {"otherScenarioUsagesCount", "scenarios"}} {
		if count := fmt.Sprint(status[hidden[0]]); status[hidden[0]] != nil && count != "0" {
			lines = append(lines, count+" "+hidden[1]+" that this key may not see")
		}
	}
	return lines
}
