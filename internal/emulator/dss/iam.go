package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// identitySources maps the addresses of dss-admin.md 11 to the blocks of the general settings that hold the same data.
var identitySources = map[string]string{
	"ldap-settings": "ldapSettings", "sso-settings": "ssoSettings", "azure-ad-settings": "azureADSettings",
}

// handleIAM serves blocks of the general settings under addresses of their own.
func handleIAM(n *emulator.Node) {
	since := emulator.Since("12.5.2")
	for address, block := range identitySources {
		n.Handle("GET /admin/iam/"+address, func(*emulator.Call) (any, error) {
			all, _ := n.Store.Collection(singletons).Get(generalSettings)
			return all[block], nil
		}, since)
		n.Handle("PUT /admin/iam/"+address, func(c *emulator.Call) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			all, _ := n.Store.Collection(singletons).Get(generalSettings)
			all[block] = body
			return emulator.Empty{}, replaceSettings(n, all)
		}, since)
	}
}

// sourceEnums are the closed sets of dss-admin.md 11: class, path and values. That others are refused is a guess: they
// are enumerations of the server, which refuses others of its kind.
var sourceEnums = []struct {
	class  string
	path   []string
	values []string
}{
	{"SSOProtocol", []string{"ssoSettings", "protocol"}, []string{"SAML", "SPNEGO", "OPENID"}},
	{"SPNEGOMode", []string{"ssoSettings", "spnegoMode"}, []string{"PREAUTH_KEYTAB", "CUSTOM_LOGIN_CONF"}},
	{
		"TokenEndpointAuthMethod",
		[]string{"ssoSettings", "openIDParams", "tokenEndpointAuthMethod"},
		[]string{"CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST"},
	},
	{"CredentialMethod", []string{"azureADSettings", "credentialMethod"}, []string{"OAUTH2_SECRET", "OAUTH2_CERT"}},
}

// checkSources refuses what the server could not read.
func checkSources(settings Document) error {
	for _, enum := range sourceEnums {
		at := settings
		for _, member := range enum.path[:len(enum.path)-1] {
			at = object(at, member)
		}
		if value := text(at, enum.path[len(enum.path)-1]); !slices.Contains(enum.values, value) {
			return emulator.IllegalArgument("No enum constant " + enum.class + "." + value)
		}
	}
	return nil
}

// joinGroups gives a fresh document the form of servers before 12.6: one text, joined by commas (dss-admin.md 11).
func joinGroups(n *emulator.Node, settings Document) {
	if n.AtLeast("12.6.0") {
		return
	}
	for _, block := range identitySources {
		source := object(settings, block)
		source["authorizedGroups"] = strings.Join(texts(source["authorizedGroups"]), ",")
	}
}
