package govern

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// settings holds the documents that always exist (govern.md 7, 8).
const settings = "settings"

// handleSettings serves documents of which the contract knows a part, so others of their members are kept as given
// (govern.md 7, 8, 29). Clear secrets are encrypted: whether Govern does that is not known; DSS does (observed.md 8.1).
func handleSettings(n *emulator.Node) {
	lists := emulator.Members{
		"authorizedGroups": emulator.List(emulator.String), "remappingRules": emulator.List(emulator.Like(Document{"ruleFrom": "", "ruleTo": ""})),
	}
	for name, document := range map[string]Document{
		"general-settings":      {},
		"iam/sso-settings":      newSSOSettings(),
		"iam/ldap-settings":     newLDAPSettings(),
		"iam/azure-ad-settings": newAzureADSettings(),
	} {
		n.Store.Collection(settings).Put(name, document)
		serve(n, admin, "GET /admin/"+name, func(*emulator.Call) (any, error) {
			return n.Store.Collection(settings).Value(name), nil
		})
		serve(n, admin, "PUT /admin/"+name, func(c *emulator.Call) (any, error) {
			body, err := c.Typed(emulator.Like(document, lists).Opened())
			if err == nil && strings.HasPrefix(name, "iam/") {
				err = checkSource(body)
			}
			if err != nil {
				return nil, err
			}
			n.Store.EncryptMembers(body, isSecretMember)
			n.Store.Collection(settings).Put(name, body)
			return emulator.Empty{}, nil
		})
	}
}

// sourceEnums are the closed sets of govern.md 8. That others are refused is a guess: the node refuses others of its kind.
var sourceEnums = map[string][]string{
	"protocol":                {"SAML", "SPNEGO", "OPENID"},
	"spnegoMode":              {"PREAUTH_KEYTAB", "CUSTOM_LOGIN_CONF"},
	"tokenEndpointAuthMethod": {"CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST"},
	"credentialMethod":        {"OAUTH2_SECRET", "OAUTH2_CERT"},
}

func checkSource(settings Document) error {
	for _, at := range []Document{settings, object(settings["openIDParams"])} {
		for member, allowed := range sourceEnums {
			if value := text(at, member); value != "" && !slices.Contains(allowed, value) {
				return emulator.IllegalArgument("No enum constant for " + member + ": " + value)
			}
		}
	}
	return nil
}

func newSSOSettings() Document {
	return Document{
		"enabled": false, "protocol": "SAML", "spnegoMode": "PREAUTH_KEYTAB", "remappingRules": []any{},
		"openIDParams": Document{
			"clientId": "", "clientSecret": "", "scope": "openid", "issuer": "", "authorizationEndpoint": "", "tokenEndpoint": "",
			"jwksUri": "", "claimKeyIdentifier": "", "claimKeyDisplayName": "", "claimKeyEmail": "", "lowercaseIdentifier": false,
			"enableGroups": false, "claimKeyGroups": "", "useGlobalProxy": false, "usePKCE": false,
			"tokenEndpointAuthMethod": "CLIENT_SECRET_BASIC",
		},
		"samlSPParams": Document{
			"signRequests": false, "displayNameAttribute": "", "emailAttribute": "", "enableGroups": false, "groupsAttribute": "",
		},
		"autoProvisionUsersAtLoginTime": false, "autoSyncUsersAtLoginTime": false, "defaultUserProfile": "READER",
		"groupProfiles": []any{}, "authorizedGroups": []any{},
	}
}

func newLDAPSettings() Document {
	return Document{
		"enabled": false, "authenticationEnabled": true, "url": "", "useTls": false, "bindDN": "", "bindPassword": "",
		"userFilter": "", "usernameAttribute": "uid", "displayNameAttribute": "cn", "emailAttribute": "mail",
		"enableGroups": false, "groupFilter": "", "groupNameAttribute": "cn", "groupMembershipAttribute": "",
		"groupMembershipUserAttribute": "", "allUsersFilter": "", "allGroupsFilter": "", "authorizedGroups": []any{},
		"autoImportUsers": false, "autoSyncUsersAtLoginTime": false, "allowOnDemandUsersSync": false,
		"allowOnDemandUsersProvisioning": false, "defaultUserProfile": "READER", "groupProfiles": []any{}, "remappingRules": []any{},
	}
}

func newAzureADSettings() Document {
	return Document{
		"enabled": false, "useGlobalProxy": false, "credentialMethod": "OAUTH2_SECRET", "credentialsClientId": "",
		"credentialsClientSecret": "", "credentialsTenantId": "", "userQueryFilter": "", "groupQueryFilter": "",
		"groupsLimit": 100, "loginAttributeRef": "userPrincipalName", "autoProvisionUsersAtLoginTime": false,
		"autoSyncUsersAtLoginTime": false, "allowOnDemandUsersSync": false, "allowOnDemandUsersProvisioning": false,
		"defaultUserProfile": "READER", "groupProfiles": []any{}, "authorizedGroups": []any{}, "remappingRules": []any{},
	}
}
