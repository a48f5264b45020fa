// Package security declares users, groups, keys and what belongs to them.
package security

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// User is a user of a DSS node (dss-admin.md 5).
var User = &kit.Resource[*dss.Client]{
	Type:    "user",
	Summary: "A user of a DSS node.",
	Detail: "Groups that DSS or a supplier (LDAP, SSO, Azure AD) added are left alone unless `exclusive_groups` is set. " +
		"Deleting a user does not delete what the user owns.",
	Attributes: []attr.Attribute{
		attr.Login("login", "Name the user logs in with, 3 to 80 letters, digits and `@ . + _ -`.").Required().
			Validate(stringvalidator.LengthAtLeast(3)),
		attr.String("display_name", "Full name shown in the UI."),
		attr.String("email", "Mail address.").ClearsToNull(),
		attr.String("source_type", "Where the user comes from: `LOCAL` (password), `LOCAL_NO_AUTH` (SSO only), `LDAP`, "+
			"`SAAS`, `PAM`, `AZURE_AD` or `CUSTOM`. The server's default is `LOCAL`.").
			Validate(attr.OneOf("LOCAL", "LOCAL_NO_AUTH", "LDAP", "SAAS", "PAM", "AZURE_AD", "CUSTOM")),
		attr.String("user_profile", "User profile of the licence, such as `FULL_DESIGNER` or `READER`. "+
			"A profile that the licence does not list draws a warning in the plan."),
		attr.StringSet("groups", "Groups of the user.").Additive("exclusive_groups"),
		attr.Bool("exclusive_groups", "Whether the user is a member of `groups` only: groups added elsewhere are removed. Default: false.").Local(false),
		attr.Bool("enabled", "Whether the user may log in. The server's default is true."),
		attr.Secret("password", "Password, at least 5 characters. Needed to create a user of source type `LOCAL`.").
			Validate(stringvalidator.LengthAtLeast(5)),
		attr.Doc("admin_properties", "Properties of the user that only administrators see, as a JSON object."),
		attr.Doc("user_properties", "Properties that the user may edit too, as a JSON object. Expect drift."),
		attr.Doc("preferences", "Preferences of the user, as a JSON object."),
		attr.Int("creation_date", "When the user was created, in milliseconds since the epoch.").Stable(),
	},
	Identity: []string{"login"},
	Get:      getUser,
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		return nil, c.CreateUser(ctx, w.After)
	},
	// A new user may log in and has the preferences of the server (dss-admin.md 5.3).
	Begun: kit.AsNew[*dss.Client](func(member string, value any) bool {
		return member == "preferences" || member == "enabled" && value == true
	}),
	Put: putUser,
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteUser(ctx, v.String("login"))
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.Users(ctx)
	},
	Lock: lockOfUser,
	Validate: func(config attr.Values) []kit.Problem {
		source := config["source_type"]
		local := source.IsNull() || config.String("source_type") == "LOCAL"
		if !source.IsUnknown() && !local && config.Known("password_wo") {
			return []kit.Problem{{
				Attribute: "password_wo", Summary: "Password without use",
				Detail: "Only users of source type LOCAL have a password; this one is " + config.String("source_type") + ".",
			}}
		}
		return nil
	},
	Plan: func(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
		return append(checkPassword(p), checkProfile(ctx, c, p)...)
	},
}

// checkPassword refuses a new local user without a password, as the node would.
func checkPassword(p kit.Planned) []kit.Problem {
	source := p.Config["source_type"]
	if p.State != nil || source.IsUnknown() || !source.IsNull() && p.Config.String("source_type") != "LOCAL" || !p.Config["password_wo"].IsNull() {
		return nil
	}
	return []kit.Problem{{
		Attribute: "password_wo", Summary: "A new user needs a password",
		Detail: "A user of source type LOCAL cannot be created without a password: set password_wo, or choose another source_type, " +
			"such as LOCAL_NO_AUTH for users who log in through SSO.",
	}}
}

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
