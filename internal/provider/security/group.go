package security

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// Group is a group of a DSS node with its abilities (dss-admin.md 6).
var Group = principal.Group(kit.Resource[*dss.Client]{
	Type:    "group",
	Summary: "A group of a DSS node with the abilities of its members.",
	Detail: "Abilities add up over the groups of a user; there is no denial. Abilities that another one implies are shown as they are " +
		"stored, not as they work. Deleting a group takes it from its members.",
	Attributes: []attr.Attribute{
		attr.Object("abilities", "What members may do. A flag that is not set is not managed.", abilities()...).At(""),
		attr.BoolMap("permissions", "Flags of the API's group document by their API name, for those that `abilities` does not list.").At("").Inline(),
		attr.String("can_obtain_api_ticket_from_cookies_for_groups_regex", "Members may act for users of groups whose name matches this expression.").
			At("canObtainAPITicketFromCookiesForGroupsRegex").Clears(),
	},
})

// abilities are the confirmed flags of groups and of the global permissions of API keys (dss-admin.md 6.1).
func abilities() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("admin", "Administrator: implies everything else."),
		attr.Bool("may_manage_udm", "Manage user-defined meanings.").At("mayManageUDM"),
		attr.Bool("may_create_projects", "Create projects."),
		attr.Bool("may_create_projects_from_macros", "Create projects through macros."),
		attr.Bool("may_create_projects_from_templates", "Create projects from templates."),
		attr.Bool("may_create_projects_from_dataiku_apps", "Create projects from Dataiku apps."),
		attr.Bool("may_write_safe_code", "Write isolated code. New groups have this flag.").ServerDefault(true),
		attr.Bool("may_write_unsafe_code", "Write unisolated code."),
		attr.Bool("may_create_authenticated_connections", "Create personal connections."),
		attr.Bool("may_create_code_envs", "Manage own code envs."),
		attr.Bool("may_manage_code_envs", "Manage all code envs."),
		attr.Bool("may_create_clusters", "Manage own clusters."),
		attr.Bool("may_manage_clusters", "Manage all clusters."),
		attr.Bool("may_create_code_studio_templates", "Manage own code studio templates."),
		attr.Bool("may_manage_code_studio_templates", "Manage all code studio templates."),
		attr.Bool("may_develop_plugins", "Develop plugins."),
		attr.Bool("may_edit_lib_folders", "Edit instance library folders."),
		attr.Bool("may_view_indexed_hive_connections", "View indexed Hive connections."),
		attr.Bool("may_create_published_api_services", "Publish API services.").At("mayCreatePublishedAPIServices"),
		attr.Bool("may_create_published_projects", "Publish projects to the deployer."),
		attr.Bool("may_write_in_root_project_folder", "Write in the root project folder."),
		attr.Bool("may_create_active_web_content", "Create active web content."),
		attr.Bool("may_create_workspaces", "Create workspaces."),
		attr.Bool("may_share_to_workspaces", "Share to workspaces."),
		attr.Bool("may_create_data_collections", "Create data collections."),
		attr.Bool("may_publish_to_data_collections", "Publish to data collections."),
		attr.Bool("may_manage_feature_store", "Manage the feature store."),
	}
}
