package govern

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// User is a user of a Govern node (govern.md 3).
var User = principal.User(kit.Resource[*govern.Client]{
	Type:    "govern_user",
	Summary: "A user of a Govern node.",
	Detail: "Groups that Govern or a supplier (LDAP, SSO, Azure AD) added are left alone unless `exclusive_groups` is set. " +
		"Each user is also an artifact of the blueprint `bp.system.user`: reference fields hold the identifier of that artifact, not the login.",
	Attributes: []attr.Attribute{
		attr.String("user_profile", "User profile of the licence, such as `FULL_DESIGNER` or `READER`."),
	},
})
