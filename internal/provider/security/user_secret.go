package security

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/principal"
)

// UserSecret is one secret of a user, an element of the user's document (dss-admin.md 5.5).
var UserSecret = &kit.Resource[*dss.Client]{
	Type:    "user_secret",
	Summary: "One secret of a user, for use in code. Additive: other secrets of the user are left alone.",
	Detail: "The node answers the value encrypted, so Terraform sees when the secret is gone, but not when somebody changes it. " +
		"A secret of this name that is already there is taken over, and its value is replaced.",
	Attributes: []attr.Attribute{
		attr.Login("login", "Login of the user.").Required(),
		attr.String("name", "Name of the secret.").Required().Validate(stringvalidator.LengthAtLeast(1)),
		attr.Secret("value", "The value. Needed to create the secret.").Validate(stringvalidator.LengthAtLeast(1)),
	},
	Identity: []string{"login", "name"},
	Get:      principal.GetUser[*dss.Client],
	Put:      principal.PutUser[*dss.Client],
	Lock:     principal.LockOfUser,
	Member: &kit.Member{
		Find: func(user client.Document, v attr.Values) (client.Document, bool) {
			for _, secret := range secretsOf(user) {
				if client.Text(secret, "name") == v.String("name") {
					return secret, true
				}
			}
			return nil, false
		},
		Place: func(user client.Document, v attr.Values, secret client.Document) {
			secret = without(secret, "login")
			secret["secret"] = true
			all, _ := user["secrets"].([]any)
			if i := secretAt(all, v.String("name")); i >= 0 {
				all[i] = secret
				return
			}
			user["secrets"] = append(all, secret)
		},
		Drop: func(user client.Document, v attr.Values) {
			all, _ := user["secrets"].([]any)
			if i := secretAt(all, v.String("name")); i >= 0 {
				user["secrets"] = append(all[:i:i], all[i+1:]...)
			}
		},
	},
	List: partsOfUsers(secretsOf),
	Plan: func(_ context.Context, _ *dss.Client, p kit.Planned) []kit.Problem {
		return neededAtCreation(p, "value_wo", "A secret cannot be created without its value.")
	},
}

// secretsOf are the secrets of a user, each with the login that its identity needs.
func secretsOf(user client.Document) []client.Document {
	all, _ := user["secrets"].([]any)
	var secrets []client.Document
	for _, item := range all {
		if secret, ok := item.(client.Document); ok {
			secrets = append(secrets, with(secret, "login", user["login"]))
		}
	}
	return secrets
}

// secretAt finds a secret by its name, -1 when there is none.
func secretAt(all []any, name string) int {
	for i, item := range all {
		if secret, ok := item.(client.Document); ok && client.Text(secret, "name") == name {
			return i
		}
	}
	return -1
}
