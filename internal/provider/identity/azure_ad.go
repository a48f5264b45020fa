package identity

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// AzureADSettings and GovernAzureADSettings are the settings of Azure AD as a supplier of users (dss-admin.md 11,
// govern.md 8). The password of a certificate was seen on DSS nodes only.
var (
	AzureADSettings = resource[*dss.Client](azureAD, "azure_ad_settings", "DSS", dss.GeneralSettingsLock, azureADAttributes(
		attr.Secret("credentials_certificate_password", "Password of the certificate, for `OAUTH2_CERT`.").Validate(stringvalidator.LengthAtLeast(1)),
	))
	GovernAzureADSettings = resource[*govern.Client](azureAD, "govern_azure_ad_settings", "Govern", govern.GeneralSettingsLock, azureADAttributes())
)

// azureADAttributes are the attributes of Azure AD with those that one product has of its own.
func azureADAttributes(own ...attr.Attribute) []attr.Attribute {
	return slices.Concat([]attr.Attribute{
		attr.Bool("use_global_proxy", "Whether Azure AD is reached through the proxy of the instance."),
		attr.String("credential_method", "How the node proves itself: `OAUTH2_SECRET` or `OAUTH2_CERT`. A new node says `OAUTH2_SECRET`.").
			Validate(attr.OneOf("OAUTH2_SECRET", "OAUTH2_CERT")),
		attr.String("credentials_client_id", "Identifier of the application."),
		attr.Secret("credentials_client_secret", "Secret of the application, for `OAUTH2_SECRET`.").Validate(stringvalidator.LengthAtLeast(1)),
	}, own, []attr.Attribute{
		attr.String("credentials_tenant_id", "Identifier of the tenant."),
		attr.String("user_query_filter", "Filter that finds a user."),
		attr.String("group_query_filter", "Filter that finds groups."),
		attr.Int("groups_limit", "How many groups are read at most.").Validate(int64validator.AtLeast(0)),
		attr.String("login_attribute_ref", "Attribute of Azure AD that holds the login, such as `userPrincipalName`."),
		remappingRules(),
		attr.Bool("auto_provision_users_at_login_time", "Whether a user is made at the first login."),
	}, onDemand())
}
