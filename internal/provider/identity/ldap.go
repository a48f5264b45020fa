package identity

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// LDAPSettings and GovernLDAPSettings are the LDAP settings of a node (dss-admin.md 11, govern.md 8).
var (
	LDAPSettings       = resource[*dss.Client](ldap, "ldap_settings", "DSS", dss.GeneralSettingsLock, ldapAttributes())
	GovernLDAPSettings = resource[*govern.Client](ldap, "govern_ldap_settings", "Govern", govern.GeneralSettingsLock, ldapAttributes())
)

func ldapAttributes() []attr.Attribute {
	return slices.Concat([]attr.Attribute{
		attr.Bool("authentication_enabled", "Whether users may log in with their LDAP password. When false, LDAP only tells who there is."),
		attr.String("url", "Address of the directory with its base, such as `ldaps://ldap.example.com/dc=example,dc=com`."),
		attr.Bool("use_tls", "Whether the connection is upgraded to TLS (StartTLS)."),
		attr.String("bind_dn", "Name with which the node binds to the directory.").At("bindDN"),
		attr.Secret("bind_password", "Password of `bind_dn`.").Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("user_filter", "Filter that finds a user; `{USERNAME}` stands for the login."),
		attr.String("username_attribute", "Attribute of the directory that holds the login."),
		attr.String("display_name_attribute", "Attribute that holds the full name. A new node says `cn`."),
		attr.String("email_attribute", "Attribute that holds the mail address. A new node says `mail`."),
		attr.Bool("enable_groups", "Whether groups are read from the directory."),
		attr.String("group_filter", "Filter that finds the groups of a user; `{USERDN}` stands for the name of the user in the directory."),
		attr.String("group_name_attribute", "Attribute that holds the name of a group. A new node says `cn`."),
		attr.String("group_membership_attribute", "Attribute of a group that names its members."),
		attr.String("group_membership_user_attribute", "Attribute of a user by which `group_membership_attribute` names them."),
		attr.String("all_users_filter", "Filter that finds all users."),
		attr.String("all_groups_filter", "Filter that finds all groups."),
		attr.Bool("auto_import_users", "Whether a user of the directory is made at the first login."),
	}, onDemand(), []attr.Attribute{remappingRules()})
}
