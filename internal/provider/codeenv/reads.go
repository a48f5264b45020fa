package codeenv

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Usages is what uses one code environment, or any (dss-admin.md 12.3).
var Usages = &kit.DataSource[*dss.Client]{
	Type:    "code_env_usages",
	Summary: "What uses a code environment of a DSS node, or any code environment.",
	Attributes: []attr.Attribute{
		attr.String("lang", "Language of the environment: `PYTHON` or `R`. Without it and `name`, the usages of all environments are read.").
			Validate(attr.OneOf("PYTHON", "R"), stringvalidator.AlsoRequires(path.MatchRoot("name"))),
		attr.String("name", "Name of the environment.").Validate(attr.Name(), stringvalidator.AlsoRequires(path.MatchRoot("lang"))),
		attr.ObjectList("usages", "What uses it, in the order of the node.",
			attr.String("env_lang", "Language of the environment.").Computed(),
			attr.String("env_name", "Name of the environment.").Computed(),
			attr.String("env_usage", "Kind of the user, such as `PROJECT`, `RECIPE` or `SCENARIO_STEP`.").Computed(),
			attr.String("project_key", "Project of the user.").Computed(),
			attr.String("object_id", "Identifier of the user in its project; null for a project.").Computed(),
			attr.Bool("accessible", "Whether the key may see the user. If not, its identifiers are made unreadable.").Computed(),
		).Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		if !v.Known("name") {
			return listed("usages")(c.AllCodeEnvUsages(ctx))
		}
		return listed("usages")(c.CodeEnvUsages(ctx, v.String("lang"), v.String("name")))
	},
}

// Logs are the logs of the builds of an environment (dss-admin.md 12.3).
var Logs = &kit.DataSource[*dss.Client]{
	Type:    "code_env_logs",
	Summary: "The logs of the builds of a code environment, also of one whose creation failed.",
	Attributes: append(target(),
		attr.String("log", "Name of a log to read whole into `text`, such as `createPythonEnv.log`."),
		attr.String("text", "Text of that log. Credentials in addresses of package indexes are cut out.").Computed(),
		attr.ObjectList("logs", "The logs, in the order of the node.",
			attr.String("name", "Name of the log.").Computed(),
			attr.Int("total_size", "Size in bytes.").Computed(),
			attr.Int("last_modified", "When it was last written, in milliseconds since the epoch.").Computed(),
		).Computed(),
	),
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		found, err := listed("logs")(c.CodeEnvLogs(ctx, v.String("lang"), v.String("name")))
		if err != nil || !v.Known("log") {
			return found, err
		}
		found["text"], err = c.CodeEnvLog(ctx, v.String("lang"), v.String("name"), v.String("log"))
		return found, err
	},
}

// ProjectVersion is the version of an environment that a project of an automation node uses (dss-admin.md 12).
var ProjectVersion = &kit.DataSource[*dss.Client]{
	Type:    "code_env_project_version",
	Summary: "Which version of a code environment a project uses on an automation node.",
	Detail:  "Only environments of the mode `AUTOMATION_VERSIONED` have versions. Where there is none, `version` and `bundle_id` are null.",
	Attributes: append(target(),
		attr.ProjectKey(),
		attr.String("version", "Identifier of the version.").Computed(),
		attr.String("bundle_id", "Bundle that the version came with.").Computed(),
	),
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.CodeEnvVersion(ctx, v.String("lang"), v.String("name"), v.String("project_key"))
	},
}

// listed puts a list under a name.
func listed(name string) func([]client.Document, error) (client.Document, error) {
	return func(found []client.Document, err error) (client.Document, error) {
		items := []any{}
		for _, item := range found {
			items = append(items, item)
		}
		return client.Document{name: items}, err
	}
}
