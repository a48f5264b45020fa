// Package identity declares the identity sources, the suppliers of users and the general settings of DSS and Govern nodes.
// What both products have is declared once; each type names its node.
package identity

import (
	"context"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/settings"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// SourceNode is a node that has identity sources.
type SourceNode interface {
	kit.Client
	IdentitySource(ctx context.Context, source settings.Source) (client.Document, error)
	PutIdentitySource(ctx context.Context, source settings.Source, settings client.Document) error
	AuthInfo(ctx context.Context) (client.Document, error)
	User(ctx context.Context, login string) (client.Document, error)
	Groups(ctx context.Context) iter.Seq2[client.Document, error]
}

// source is what one identity source has of its own.
type source struct {
	address settings.Source
	// name is how people call it.
	name string
	// users are the source types of users who log in through it, or whom it lets in; mapping is the member of a group that
	// names its groups.
	users   []string
	mapping string
	// switches are what lets users in.
	switches []toggle
	detail   string
}

// toggle is an attribute and its place in the API's document.
type toggle struct{ attribute, member string }

var (
	ldap = source{
		address: settings.LDAP, name: "LDAP", users: []string{"LDAP"}, mapping: "ldapGroupNames",
		switches: []toggle{{enabled, enabled}, {"authentication_enabled", "authenticationEnabled"}},
	}
	sso = source{
		// Azure AD supplies users and does not log them in.
		address: settings.SSO, name: "single sign-on", users: []string{"LOCAL_NO_AUTH", "AZURE_AD"}, mapping: "ssoGroupNames",
		switches: []toggle{{enabled, enabled}},
		detail:   " A broken SAML configuration can stop the node from starting: try a change on another node first.",
	}
	azureAD = source{
		address: settings.AzureAD, name: "Azure AD", users: []string{"AZURE_AD"}, mapping: "azureADGroupNames", switches: []toggle{{enabled, enabled}},
	}
)

// The attributes that decide who may log in.
const (
	enabled          = "enabled"
	authorizedGroups = "authorized_groups"
)

// resource declares the settings of an identity source on one product. lock is the key that they share with the general
// settings, further are the attributes after those that turn the source on and off.
func resource[C SourceNode](of source, kind, product, lock string, further []attr.Attribute) *kit.Resource[C] {
	return &kit.Resource[C]{
		Type:    kind,
		Summary: "The " + of.name + " settings of a " + product + " node.",
		Detail: "They always exist: creating the resource lays its attributes over them, and what is not set is left alone. Deleting it turns " +
			of.name + " off and keeps everything else, so that it can be turned on again; a `removed` block forgets it and leaves it on." + of.detail +
			" The plan warns of a change that would lock out the user to whom the API key belongs.",
		Attributes: slices.Concat([]attr.Attribute{
			attr.String("id", "Always `"+string(of.address)+"`.").Constant(string(of.address)),
			attr.Bool(enabled, "Whether "+of.name+" is on.").Required(),
		}, further, tail()),
		Identity: []string{"id"},
		Get: func(ctx context.Context, c C, _ attr.Values) (client.Document, error) {
			return c.IdentitySource(ctx, of.address)
		},
		Put: func(ctx context.Context, c C, w kit.Write) error {
			return c.PutIdentitySource(ctx, of.address, w.After)
		},
		Singleton: &kit.Singleton{
			Release: func(doc client.Document, _ attr.Values) { doc[enabled] = false },
		},
		Lock:     func(attr.Values) string { return lock },
		Flatten:  func(_ client.Document, v attr.Values) { leaveOut(v, nil) },
		Validate: refuseSecrets,
		Plan: func(ctx context.Context, c C, p kit.Planned) []kit.Problem {
			return warnOfLockout(ctx, c, of, p)
		},
	}
}

// tail are the attributes of every identity source that come last (dss-admin.md 11, govern.md 8).
func tail() []attr.Attribute {
	return []attr.Attribute{
		attr.StringSet(authorizedGroups, "Groups of the source whose members may log in."),
		attr.String("default_user_profile", "User profile of users whose groups give them none, such as `READER`."),
		attr.JSON("group_profiles", "User profiles by group as a JSON list, owned as a whole. Its items are not documented by the vendor: "+
			"take their form from what a node answers.").Validate(attr.ListText()),
		attr.Doc("settings", "Further settings as a JSON object: those that have no attribute. Settings that are not named are left alone. "+
			"It is stored in the state: no secret belongs here.").At(""),
		attr.SecretMap("secret_settings", "Further settings that are secret, by their place in the API's document, members joined by dots.").At("").Deep(),
	}
}

// remappingRules are part of every identity source.
func remappingRules() attr.Attribute {
	return attr.ObjectList("remapping_rules", "Rules that turn the logins of the source into logins of the node, in order. An empty list removes them.",
		attr.String("rule_from", "Regular expression that a login of the source must match.").Required().
			Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("rule_to", "Login on the node; `$1` stands for what the first group matched.").Required(),
	)
}

// onDemand are the rights of administrators over users of a directory.
func onDemand() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("auto_sync_users_at_login_time", "Whether a user is brought up to date with the source at each login."),
		attr.Bool("allow_on_demand_users_sync", "Whether users may be brought up to date with the source at any time, as `dataiku_user_resync` does."),
		attr.Bool("allow_on_demand_users_provisioning", "Whether users of the source may be made before they log in, as `dataiku_user_provision` does."),
	}
}
