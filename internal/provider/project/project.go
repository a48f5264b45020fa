package project

import (
	"context"
	"iter"
	"strings"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Project is a project of a DSS node: its metadata, its owner and its folder (dss-project.md 4 to 6).
var Project = &kit.Resource[*dss.Client]{
	Type:    "project",
	Summary: "A project of a DSS node: its name, texts, tags, owner and folder.",
	Detail: "Permissions and variables are resources of their own: `dataiku_project_permissions` or `dataiku_project_grant`, " +
		"`dataiku_project_variables` or `dataiku_project_variable`. Owner and folder change in place. The node cannot tell a project " +
		"that is gone from one that the API key may not read; only a key with administrator rights makes Terraform forget a deleted project.",
	Attributes: []attr.Attribute{
		attr.ProjectKey(),
		attr.String("name", "Name shown in the UI.").At("label").Required(),
		attr.String("short_desc", "One line that says what the project is.").Clears(),
		attr.String("description", "Long description, in Markdown.").Clears(),
		attr.StringSet("tags", "Tags of the project."),
		attr.Doc("metadata", "Other members of the project's metadata, as a JSON object: `checklists`, `customFields` and `custom`."),
		attr.Login("owner", "Login of the owner. A change hands the project over.").Required(),
		attr.String("project_folder_id", "Identifier of the folder that holds the project. A change moves the project in place. "+
			"A project that is created without it lands in the root folder, `ROOT`.").ServerDefault("ROOT").Container("project_folder").Validate(attr.Name()),
		attr.Bool("clear_managed_datasets", "Whether deleting the project deletes the data of its managed datasets too. Default: false.").
			Local(false),
		attr.Bool("clear_output_managed_folders", "Whether deleting the project deletes the content of the managed folders that its "+
			"recipes write. Default: false.").Local(false),
		attr.Bool("clear_job_and_scenario_logs", "Whether deleting the project deletes the logs of its jobs and scenarios. Default: true.").
			Local(true),
	},
	Identity: []string{"project_key"},
	Timeouts: &kit.Timeouts{Delete: 30 * time.Minute},
	Protect: "drops every dataset definition, recipe, notebook, scenario, model, dashboard, wiki article, variable and bundle of the " +
		"project; with `clear_managed_datasets` or `clear_output_managed_folders` also data",
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.Project(ctx, v.String("project_key"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return nil, c.CreateProject(ctx, w.After)
	},
	Content: func(ctx context.Context, c *dss.Client, v attr.Values) ([]string, error) {
		return c.ProjectContent(ctx, v.String("project_key"))
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutProject(ctx, w.Values.String("project_key"), w.Before, w.After)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteProject(ctx, v.String("project_key"), dss.ProjectDeletion{
			ManagedDatasets:      v.Bool("clear_managed_datasets"),
			OutputManagedFolders: v.Bool("clear_output_managed_folders"),
			JobAndScenarioLogs:   v.Bool("clear_job_and_scenario_logs"),
		})
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.Projects(ctx)
	},
	Summaries: true,
	// The owner lies in the permissions document, so whoever writes either must hold the lock of both.
	Lock:     func(v attr.Values) string { return permissionsLock(v.String("project_key")) },
	Validate: refuseModelledMetadata,
	Plan:     warnOfLostData,
}

// refuseModelledMetadata keeps a member from being set in two places.
func refuseModelledMetadata(config attr.Values) []kit.Problem {
	value, set := config.JSON("metadata_json")
	if !set {
		return nil
	}
	metadata, isObject := value.(client.Document)
	if !isObject {
		return []kit.Problem{{
			Attribute: "metadata_json", Summary: "Not a JSON object",
			Detail: "Metadata is an object, such as jsonencode({ customFields = { costCenter = \"4711\" } }).",
		}}
	}
	var problems []kit.Problem
	for member, attribute := range map[string]string{
		"label": "name", "shortDesc": "short_desc", "description": "description", "tags": "tags",
	} {
		if _, twice := metadata[member]; twice {
			problems = append(problems, kit.Problem{
				Attribute: "metadata_json", Summary: "Member of another attribute",
				Detail: member + " of the metadata has an attribute of its own: set " + attribute + " instead.",
			})
		}
	}
	return problems
}

// warnOfLostData names the data that a deletion takes along, when it was asked to.
func warnOfLostData(_ context.Context, _ *dss.Client, p kit.Planned) []kit.Problem {
	if p.Plan != nil {
		return nil
	}
	var lost []string
	if p.State.Bool("clear_managed_datasets") {
		lost = append(lost, "the data of its managed datasets")
	}
	if p.State.Bool("clear_output_managed_folders") {
		lost = append(lost, "the content of the managed folders that its recipes write")
	}
	if len(lost) == 0 {
		return nil
	}
	return []kit.Problem{{
		Warning: true, Summary: "Data of project " + p.State.String("project_key") + " will be deleted",
		Detail: "Deleting the project also deletes " + strings.Join(lost, " and ") + ". That cannot be undone.",
	}}
}
