package connection

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Info are the params and the resolved credentials of a connection for the run (dss-admin.md 10.2).
var Info = &kit.Ephemeral[*dss.Client]{
	Type:    "connection_info",
	Summary: "The params and the credentials of a connection in clear text, for the run only: nothing is stored.",
	Detail: "The key must belong to an administrator, or to a user who may read the details of the connection (`details_readability`). " +
		"For a connection with credentials per user, the credentials are those of the key's owner.\n\n" +
		"For a connection of the same configuration, take the name from its `id`: Terraform knows the `name` while planning and would " +
		"look for the connection before it exists.",
	Attributes: []attr.Attribute{
		attr.String("name", "Name of the connection.").Required().Validate(attr.Name()),
		attr.String("contextual_project_key", "Project whose variables are expanded in `resolved_params_json`."),
		attr.String("type", "Type of the connection, such as `PostgreSQL` or `EC2`.").Computed(),
		attr.String("credentials_mode", "`GLOBAL` or `PER_USER`.").Computed(),
		attr.JSON("params", "Params of the connection with secrets in clear, as a JSON object.").Computed().Sensitive(),
		attr.JSON("resolved_params", "Params with variables expanded, as a JSON object.").Computed().Sensitive(),
		attr.Object("resolved_basic_credential", "User and password, for connections that have them.",
			attr.String("user", "User name.").Computed(),
			attr.String("password", "Password.").Computed().Sensitive(),
		).Computed(),
		attr.Object("resolved_aws_credential", "Key pair or session of AWS, for connections that have one.",
			attr.String("access_key", "Identifier of the key.").Computed(),
			attr.String("secret_key", "Secret of the key.").Computed().Sensitive(),
			attr.String("session_token", "Token of a session; null for a key pair.").Computed().Sensitive(),
		).At("resolvedAWSCredential").Computed(),
		attr.Object("resolved_oauth2_credential", "OAuth2 token, for connections that have one.",
			attr.String("access_token", "Token.").Computed().Sensitive(),
		).At("resolvedOAuth2Credential").Computed(),
	},
	Open: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, string, error) {
		info, err := c.ConnectionInfo(ctx, v.String("name"), v.String("contextual_project_key"))
		return info, "", err
	},
}
