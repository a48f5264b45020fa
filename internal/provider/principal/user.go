// Package principal declares what the users, groups and global API keys of DSS and Govern have in common. Each product
// names its types and adds what only it knows.
package principal

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// UserNode is a node that has users.
type UserNode interface {
	kit.Client
	User(ctx context.Context, login string) (client.Document, error)
	CreateUser(ctx context.Context, user client.Document) error
	PutUser(ctx context.Context, login string, user client.Document) error
	DeleteUser(ctx context.Context, login string) error
	Users(ctx context.Context) iter.Seq2[client.Document, error]
}

// User completes the declaration of a user (dss-admin.md 5, govern.md 3) with what both products do alike. The attributes
// of the declaration follow the common ones.
func User[C UserNode](of kit.Resource[C]) *kit.Resource[C] {
	of.Attributes = append(userAttributes(), of.Attributes...)
	of.Identity = []string{"login"}
	of.Get, of.Put = GetUser[C], PutUser[C]
	of.Create = func(ctx context.Context, c C, w kit.Write) (client.Document, error) {
		return nil, c.CreateUser(ctx, w.After)
	}
	of.Delete = func(ctx context.Context, c C, v attr.Values) error { return c.DeleteUser(ctx, v.String("login")) }
	of.List = func(ctx context.Context, c C, _ attr.Values) iter.Seq2[client.Document, error] { return c.Users(ctx) }
	of.Lock = LockOfUser
	of.Validate = refusePassword
	further := of.Plan
	of.Plan = func(ctx context.Context, c C, p kit.Planned) []kit.Problem {
		problems := needPassword(p)
		if further != nil {
			problems = append(problems, further(ctx, c, p)...)
		}
		return problems
	}
	return &of
}

func userAttributes() []attr.Attribute {
	return []attr.Attribute{
		attr.Login("login", "Name the user logs in with, 3 to 80 letters, digits and `@ . + _ -`.").Required().
			Validate(stringvalidator.LengthAtLeast(3)),
		attr.String("display_name", "Full name shown in the UI."),
		attr.String("email", "Mail address.").ClearsToNull(),
		attr.String("source_type", "Where the user comes from: `LOCAL` (password), `LOCAL_NO_AUTH` (SSO only), `LDAP`, "+
			"`SAAS`, `PAM`, `AZURE_AD` or `CUSTOM`. The server's default is `LOCAL`.").ServerDefault("LOCAL").
			Validate(attr.OneOf("LOCAL", "LOCAL_NO_AUTH", "LDAP", "SAAS", "PAM", "AZURE_AD", "CUSTOM")),
		attr.StringSet("groups", "Groups of the user.").Additive("exclusive_groups"),
		attr.Bool("exclusive_groups", "Whether the user is a member of `groups` only: groups added elsewhere are removed. It needs `groups`. Default: false.").Local(false),
		attr.Bool("enabled", "Whether the user may log in. The server's default is true.").ServerDefault(true),
		attr.Secret("password", "Password, at least 5 characters. Needed to create a user of source type `LOCAL`.").
			Validate(stringvalidator.LengthAtLeast(5)),
		attr.Doc("admin_properties", "Properties of the user that only administrators see, as a JSON object."),
		attr.Doc("user_properties", "Properties that the user may edit too, as a JSON object. Expect drift."),
		attr.Int("creation_date", "When the user was created, in milliseconds since the epoch.").Stable(),
	}
}

// LockOfUser is the key of a user document, which memberships, secrets and credentials share.
func LockOfUser(v attr.Values) string { return "user/" + v.String("login") }

// GetUser reads the document of the user named by the attribute login.
func GetUser[C UserNode](ctx context.Context, c C, v attr.Values) (client.Document, error) {
	return c.User(ctx, v.String("login"))
}

// PutUser replaces the document of the user named by the attribute login.
func PutUser[C UserNode](ctx context.Context, c C, w kit.Write) error {
	return c.PutUser(ctx, w.Values.String("login"), w.After)
}

// refusePassword refuses a password for a user who logs in elsewhere.
func refusePassword(config attr.Values) []kit.Problem {
	source := config["source_type"]
	local := source.IsNull() || config.String("source_type") == "LOCAL"
	if !source.IsUnknown() && !local && config.Known("password_wo") {
		return []kit.Problem{{
			Attribute: "password_wo", Summary: "Password without use",
			Detail: "Only users of source type LOCAL have a password; this one is " + config.String("source_type") + ".",
		}}
	}
	return nil
}

// needPassword refuses a new local user without a password, as the node would.
func needPassword(p kit.Planned) []kit.Problem {
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
