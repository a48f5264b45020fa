package govern

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// Group is a group of a Govern node with its abilities (govern.md 4).
var Group = principal.Group(kit.Resource[*govern.Client]{
	Type:    "govern_group",
	Summary: "A group of a Govern node with the abilities of its members.",
	Detail: "What members may do with artifacts is a matter of roles and permissions, not of the group. Deleting a group takes it from " +
		"its members. Each group is also an artifact of the blueprint `bp.system.group`: reference fields hold the identifier of that " +
		"artifact, not the name.",
	Attributes: []attr.Attribute{
		attr.Object("abilities", "What members may do. A flag that is not set is not managed.", abilities()...).At(""),
	},
})

// abilities are the flags of groups and of the global permissions of API keys (govern.md 1.10).
func abilities() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("admin", "Administrator: implies everything else."),
		attr.Bool("may_manage_govern", "Manage blueprints, roles, permissions and pages. From version 14.4 on the right is `is_govern_architect`; 15 drops this name."),
		attr.Bool("is_govern_architect", "Manage blueprints, roles, permissions and pages.").Since("14.4.0"),
	}
}
