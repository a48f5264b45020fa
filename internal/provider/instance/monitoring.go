package instance

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// UsageSummary counts what is on a DSS node (dss-admin.md 4).
var UsageSummary = &kit.DataSource[*dss.Client]{
	Type:    "usage_summary",
	Summary: "How much there is on a DSS node: projects, datasets, recipes, notebooks and scenarios.",
	Detail:  "Counts by type, and whatever else the version of the node counts, are in `summary_json`. Needs an administrator's key.",
	Attributes: []attr.Attribute{
		attr.Bool("with_per_project", "Whether `summary_json` counts each project too. Default: false."),
		attr.Int("projects", "Number of projects.").Computed(),
		attr.Int("datasets", "Number of datasets.").Computed().At("datasets.all"),
		attr.Int("recipes", "Number of recipes.").Computed().At("recipes.all"),
		attr.Int("jupyter_notebooks", "Number of Jupyter notebooks.").Computed().At("notebooks.nbJupyterNotebooks"),
		attr.Int("sql_notebooks", "Number of SQL notebooks.").Computed().At("notebooks.nbSqlNotebooks"),
		attr.Int("scenarios", "Number of scenarios.").Computed().At("scenarios.all"),
		attr.Int("active_scenarios", "Number of active scenarios with triggers.").Computed().At("scenarios.activeWithTriggers"),
		attr.JSON("summary", "The whole summary as JSON.").Computed().At(""),
	},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.UsageSummary(ctx, v.Bool("with_per_project"))
	},
}

// activityTimes are the members of an activity (dss-admin.md 5.8).
var activityTimes = []string{"lastSuccessfulLogin", "lastFailedLogin", "lastSessionActivity"}

// UserActivity tells when users were last seen (dss-admin.md 5.8).
var UserActivity = &kit.DataSource[*dss.Client]{
	Type:    "user_activity",
	Summary: "When the users of a DSS node were last seen.",
	Detail:  "Times are in milliseconds since the epoch; null is never. Needs an administrator's key.",
	Attributes: []attr.Attribute{
		attr.Login("login", "Login of the only user to read. Excludes `enabled_users_only`.").
			Validate(stringvalidator.ConflictsWith(path.MatchRoot("enabled_users_only"))),
		attr.Bool("enabled_users_only", "Whether to leave out users who may not log in. Default: false."),
		attr.ObjectMap("users", "login", "Activity by login.",
			attr.Int("last_successful_login", "When the user last logged in.").Computed(),
			attr.Int("last_failed_login", "When a login of the user last failed.").Computed(),
			attr.Int("last_session_activity", "When the user last opened a tab or refreshed the session.").Computed(),
			attr.JSON("activity", "The whole activity as JSON; newer nodes tell more.").Computed().At(""),
		).Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		var all []client.Document
		var err error
		if login := v.String("login"); login != "" {
			var activity client.Document
			if activity, err = c.UserActivity(ctx, login); err == nil {
				activity["login"] = login
				all = append(all, activity)
			}
		} else {
			all, err = c.UsersActivity(ctx, v.Bool("enabled_users_only"))
		}
		users := []any{}
		for _, activity := range all {
			for _, member := range activityTimes {
				if client.Equal(activity[member], json.Number("0")) {
					delete(activity, member) // never
				}
			}
			users = append(users, activity)
		}
		return client.Document{"users": users}, err
	},
}

// LLMCostCounters are the counters of the quotas for LLM costs (dss-admin.md 27).
var LLMCostCounters = &kit.DataSource[*dss.Client]{
	Type:    "llm_cost_counters",
	Summary: "The counters behind the quotas for the cost of LLMs.",
	Detail:  "Of a counter only the quota is documented, so each is a JSON document. Needs version 13.4.0 of the node and an administrator's key.",
	Attributes: []attr.Attribute{
		attr.ObjectMap("counters", "id", "Counters by the identifier of the quota.",
			attr.JSON("counter", "The counter as JSON.").Computed().At(""),
		).Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		return c.LLMCostCounters(ctx)
	},
}

// Logs are the log files of a DSS node (dss-admin.md 18).
var Logs = &kit.DataSource[*dss.Client]{
	Type:    "logs",
	Summary: "The names of the log files of a DSS node.",
	Detail:  "Needs an administrator's key. `dataiku_log` reads one.",
	Attributes: []attr.Attribute{
		attr.StringList("names", "Names of the files, in the order of the server.").Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		names, err := c.Logs(ctx)
		return client.Document{"names": client.Clone(append([]string{}, names...))}, err
	},
}

// Log is one log file of a DSS node (dss-admin.md 18).
var Log = &kit.DataSource[*dss.Client]{
	Type:    "log",
	Summary: "A log file of a DSS node.",
	Detail: "The node sends the whole file; `last_lines` limits what is kept. The content is stored in the state, marked as sensitive since logs " +
		"may hold anything. Needs an administrator's key.",
	Attributes: []attr.Attribute{
		attr.String("name", "Name of the file, such as `backend.log`. `dataiku_logs` lists them.").Required().Validate(attr.Name()),
		attr.Int("last_lines", "How many lines of the end to keep. Default: all.").Validate(int64validator.AtLeast(1)),
		attr.String("content", "Content of the file.").Computed().Sensitive(),
	},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		content, err := c.Log(ctx, v.String("name"))
		if v.Known("last_lines") {
			content = lastLines(content, v.Int("last_lines"))
		}
		return client.Document{"content": content}, err
	},
}

// lastLines cuts a text down to its end.
func lastLines(text string, count int64) string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" { // behind the last end of line
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines[max(0, len(lines)-int(count)):], "")
}
