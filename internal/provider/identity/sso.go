package identity

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// SSOSettings and GovernSSOSettings are the settings of single sign-on (dss-admin.md 11, govern.md 8). What was seen on
// DSS nodes only is not an attribute on Govern.
var (
	SSOSettings = resource[*dss.Client](sso, "sso_settings", "DSS", dss.GeneralSettingsLock, ssoAttributes([]attr.Attribute{
		attr.String("saml_idp_metadata", "Metadata of the SAML identity provider, as XML.").At("samlIDPMetadata"),
		attr.String("saml_login_attribute", "SAML attribute that holds the login."),
		attr.Secret("saml_keystore_password", "Password of the keystore that signs SAML requests.").At("samlSPParams.keystorePassword").
			Validate(stringvalidator.LengthAtLeast(1)),
	}, []attr.Attribute{
		attr.String("entity_id", "Identifier of the node at the identity provider."),
		attr.String("acs_url", "Address to which the identity provider answers.").At("acsURL"),
	}))
	GovernSSOSettings = resource[*govern.Client](sso, "govern_sso_settings", "Govern", govern.GeneralSettingsLock, ssoAttributes(nil, nil))
)

// ssoAttributes are the attributes of single sign-on with those that one product has of its own, also of SAML.
func ssoAttributes(own, ownSAML []attr.Attribute) []attr.Attribute {
	return slices.Concat([]attr.Attribute{
		attr.String("protocol", "`SAML`, `OPENID` or `SPNEGO`. A new node says `SAML`.").Validate(attr.OneOf("SAML", "SPNEGO", "OPENID")),
		attr.Object("openid_params", "How the node talks to an OpenID Connect provider.", openIDAttributes()...).At("openIDParams"),
		attr.Secret("openid_client_secret", "Secret of the OpenID client.").At("openIDParams.clientSecret").
			Validate(stringvalidator.LengthAtLeast(1)),
		attr.Object("saml_sp_params", "What the node is to a SAML identity provider.", slices.Concat(ownSAML, []attr.Attribute{
			attr.Bool("sign_requests", "Whether requests are signed."),
			attr.String("display_name_attribute", "SAML attribute that holds the full name."),
			attr.String("email_attribute", "SAML attribute that holds the mail address."),
			attr.Bool("enable_groups", "Whether groups are read from what the identity provider answers."),
			attr.String("groups_attribute", "SAML attribute that holds the groups."),
		})...).At("samlSPParams"),
	}, own, []attr.Attribute{
		attr.String("spnego_mode", "How SPNEGO finds the key of the node: `PREAUTH_KEYTAB` or `CUSTOM_LOGIN_CONF`.").
			Validate(attr.OneOf("PREAUTH_KEYTAB", "CUSTOM_LOGIN_CONF")),
		remappingRules(),
		attr.Bool("auto_provision_users_at_login_time", "Whether a user is made at the first login."),
		attr.Bool("auto_sync_users_at_login_time", "Whether a user is brought up to date with the identity provider at each login."),
	})
}

func openIDAttributes() []attr.Attribute {
	return []attr.Attribute{
		attr.String("client_id", "Identifier of the client at the provider."),
		attr.String("scope", "Scopes to ask for, separated by spaces. A new node says `openid`."),
		attr.String("issuer", "Issuer of the tokens."),
		attr.String("authorization_endpoint", "Address where users log in."),
		attr.String("token_endpoint", "Address that gives tokens."),
		attr.String("jwks_uri", "Address of the keys that sign tokens."),
		attr.String("claim_key_identifier", "Claim that holds the login."),
		attr.String("claim_key_display_name", "Claim that holds the full name."),
		attr.String("claim_key_email", "Claim that holds the mail address."),
		attr.Bool("lowercase_identifier", "Whether logins are turned into lower case."),
		attr.Bool("enable_groups", "Whether groups are read from the token."),
		attr.String("claim_key_groups", "Claim that holds the groups."),
		attr.Bool("use_global_proxy", "Whether the provider is reached through the proxy of the instance."),
		attr.Bool("use_pkce", "Whether PKCE is used.").At("usePKCE"),
		attr.String("token_endpoint_auth_method", "How the node proves itself at the token endpoint: `CLIENT_SECRET_BASIC` or `CLIENT_SECRET_POST`.").
			Validate(attr.OneOf("CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST")),
	}
}
