// Package security declares users, groups, keys and what belongs to them.
package security

import (
	"context"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// User is a user of a DSS node (dss-admin.md 5).
var User = principal.User(kit.Resource[*dss.Client]{
	Type:    "user",
	Summary: "A user of a DSS node.",
	Detail: "Groups that DSS or a supplier (LDAP, SSO, Azure AD) added are left alone unless `exclusive_groups` is set. " +
		"Deleting a user does not delete what the user owns.",
	Attributes: []attr.Attribute{
		attr.String("user_profile", "User profile of the licence, such as `FULL_DESIGNER` or `READER`. "+
			"A profile that the licence does not list draws a warning in the plan."),
		attr.Doc("preferences", "Preferences of the user, as a JSON object.").ServerDefault(),
	},
	Plan: checkProfile,
})

// checkProfile warns about a new profile that the licence does not list. A licence that cannot be read, as by a key
// without administrator rights, is no reason to stop or warn.
func checkProfile(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
	if !p.Config.Known("user_profile") || p.State != nil && p.State["user_profile"].Equal(p.Config["user_profile"]) {
		return nil
	}
	profile := p.Config.String("user_profile")
	licensed, err := c.LicensedProfiles(ctx)
	if err != nil || len(licensed) == 0 || slices.Contains(licensed, profile) {
		return nil
	}
	return []kit.Problem{{
		Attribute: "user_profile", Warning: true, Summary: "The licence does not list the user profile " + profile,
		Detail: "The node will probably refuse it. The licence lists " + strings.Join(licensed, ", ") + ".",
	}}
}
