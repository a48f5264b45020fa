package security

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// Credentials lie in the document of the user, in an object keyed by what they are for (dss-admin.md 5.6).

const (
	basicCredential = "BASIC"
	oauthCredential = "OAUTH_REFRESH_TOKEN"
)

// UserConnectionCredential is the credential of a user for a connection.
var UserConnectionCredential = userCredential(
	"user_connection_credential",
	"The credential of a user for a connection with per-user credentials. Additive: other credentials of the user are left alone.",
	credentialKey{
		of: func(v attr.Values) string { return v.String("connection_name") },
		parse: func(key string) client.Document {
			if _, forPlugin := dss.ParsePluginCredentialKey(key); forPlugin {
				return nil
			}
			return client.Document{"connection_name": key}
		},
	},
	credentialPart("connection_name", "Name of the connection."),
)

// UserPluginCredential is the credential of a user for a parameter of a plugin preset.
var UserPluginCredential = userCredential(
	"user_plugin_credential",
	"The credential of a user for a parameter of a plugin preset. Additive: other credentials of the user are left alone.",
	credentialKey{
		of: func(v attr.Values) string {
			return dss.PluginCredentialKey(v.String("plugin"), v.String("parameter_set"), v.String("preset"), v.String("parameter"))
		},
		parse: func(key string) client.Document {
			parts, forPlugin := dss.ParsePluginCredentialKey(key)
			if !forPlugin {
				return nil
			}
			return client.Document{"plugin": parts[0], "parameter_set": parts[1], "preset": parts[2], "parameter": parts[3]}
		},
	},
	credentialPart("plugin", "Identifier of the plugin."),
	credentialPart("parameter_set", "Identifier of the plugin's parameter set."),
	credentialPart("preset", "Name of the preset."),
	credentialPart("parameter", "Name of the parameter."),
)

// credentialKey makes the key of a credential of the attributes that say what it is for, and parse these again out of a
// key, nil when the key is of another kind.
type credentialKey struct {
	of    func(v attr.Values) string
	parse func(key string) client.Document
}

// credentialOwner is the member, of the kit's copy of a credential only, that holds what the API's document says by its
// place: the user and the parts of the key.
const credentialOwner = "for"

func credentialPart(name, description string) attr.Attribute {
	return attr.String(name, description).Required().Validate(attr.Name()).At(credentialOwner + "." + name)
}

func userCredential(typeName, summary string, key credentialKey, parts ...attr.Attribute) *kit.Resource[*dss.Client] {
	parts = append([]attr.Attribute{attr.Login("login", "Login of the user.").Required().At(credentialOwner + ".login")}, parts...)
	var identity []string
	for _, part := range parts {
		identity = append(identity, part.Name)
	}
	return &kit.Resource[*dss.Client]{
		Type: typeName, Summary: summary, Identity: identity,
		Detail: "The node answers the secret encrypted, so Terraform sees when the credential is gone or its user changes, but not when " +
			"somebody changes the secret alone. An equal credential that is already there is taken over, and its secret is replaced.",
		Attributes: append(parts,
			attr.String("type", "`BASIC` (user and password) or `OAUTH_REFRESH_TOKEN`.").Required().Replaces().
				Validate(attr.OneOf(basicCredential, oauthCredential)),
			attr.String("user", "User name, for type `BASIC`.").Validate(stringvalidator.LengthAtLeast(1)),
			attr.Secret("password", "Password, for type `BASIC`. Needed to create the credential.").Validate(stringvalidator.LengthAtLeast(1)),
			attr.Secret("refresh_token", "Refresh token, for type `OAUTH_REFRESH_TOKEN`. Needed to create the credential.").
				Validate(stringvalidator.LengthAtLeast(1)),
			attr.Int("last_update", "When the node last took the credential, in milliseconds since the epoch.").Computed(),
		),
		Get: principal.GetUser[*dss.Client], Put: principal.PutUser[*dss.Client], Lock: principal.LockOfUser, Validate: validateCredential, Plan: planCredential,
		Member: &kit.Member{
			Find: func(user client.Document, v attr.Values) (client.Document, bool) {
				return findCredential(user, key.of(v), key)
			},
			Place: func(user client.Document, v attr.Values, credential client.Document) {
				client.Store(user, without(credential, credentialOwner), "credentials", key.of(v))
			},
			Drop: func(user client.Document, v attr.Values) { client.Remove(user, "credentials", key.of(v)) },
		},
		List: partsOfUsers(func(user client.Document) []client.Document {
			var found []client.Document
			all, _ := user["credentials"].(client.Document)
			for _, name := range slices.Sorted(maps.Keys(all)) {
				if credential, ok := findCredential(user, name, key); ok {
					found = append(found, credential)
				}
			}
			return found
		}),
	}
}

// findCredential returns a credential with its owner; false when the user lacks it or it is of another kind.
func findCredential(user client.Document, name string, key credentialKey) (client.Document, bool) {
	found, _ := client.Lookup(user, "credentials", name)
	credential, ok := found.(client.Document)
	owner := key.parse(name)
	if !ok || owner == nil {
		return nil, false
	}
	return with(credential, credentialOwner, with(owner, "login", user["login"])), true
}

func validateCredential(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	foreign := map[string][]string{basicCredential: {"refresh_token_wo"}, oauthCredential: {"user", "password_wo"}}[config.String("type")]
	for _, name := range foreign {
		if config.Known(name) {
			problems = append(problems, kit.Problem{
				Attribute: name, Summary: name + " does not belong to this type",
				Detail: "A credential of type " + config.String("type") + " has no " + name + ".",
			})
		}
	}
	if config.String("type") == basicCredential && config["user"].IsNull() {
		problems = append(problems, kit.Problem{Attribute: "user", Summary: "user is missing", Detail: "A credential of type BASIC needs user."})
	}
	return problems
}

func planCredential(_ context.Context, _ *dss.Client, p kit.Planned) []kit.Problem {
	switch p.Config.String("type") {
	case basicCredential:
		return neededAtCreation(p, "password_wo", "A credential of type BASIC cannot be created without its password.")
	case oauthCredential:
		return neededAtCreation(p, "refresh_token_wo", "A credential of type OAUTH_REFRESH_TOKEN cannot be created without its token.")
	}
	return nil
}
