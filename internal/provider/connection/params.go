package connection

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const highestPort = 65535

// host says where a server is.
func host() []attr.Attribute {
	return []attr.Attribute{attr.String("host", "Host to connect to.").At("params.host")}
}

// port is that of a server, from the lowest number that the type takes.
func port(lowest int64, text string) []attr.Attribute {
	return []attr.Attribute{
		attr.Int("port", "Port to connect to."+text).At("params.port").Validate(int64validator.Between(lowest, highestPort)),
	}
}

// db is a database of a server.
func db() []attr.Attribute {
	return []attr.Attribute{attr.String("db", "Name of the database.").At("params.db")}
}

// login says who logs in.
func login() []attr.Attribute {
	return []attr.Attribute{
		attr.String("user", "User that DSS logs in as. Not used when `credentials_mode` is `PER_USER`.").At("params.user"),
		attr.Secret("password", "Password of the user.").At("params.password"),
	}
}

// byURL lets a JDBC URL name the database.
func byURL() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("use_url", "Whether `jdbcurl` names the database instead of `host`, `port` and `db`. The server's default is false.").
			At("params.useURL"),
		attr.String("jdbcurl", "JDBC URL of the database, used when `use_url` is true. It is stored in the state: put no password into it.").
			At("params.jdbcurl"),
	}
}

// sqlBehaviour are settings that several SQL types share.
func sqlBehaviour() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("autocommit_mode", "Whether each statement is committed at once. The server's default is false.").At("params.autocommitMode"),
		attr.Bool("use_truncate", "Whether a table is emptied with TRUNCATE instead of being dropped and made again. The server's default is false.").
			At("params.useTruncate"),
		attr.Object("naming_rule", "How the tables of managed datasets are named.",
			attr.Bool("can_override_schema_in_managed_dataset_creation", "Whether who creates a managed dataset may choose the schema."),
			prefix("table_name_dataset_name_prefix", "table names"),
		).At("params.namingRule"),
	}
}

// prefix is a part of a naming rule.
func prefix(name, of string) attr.Attribute {
	return attr.String(name, "Prefix of "+of+", such as `$${projectKey}_` (in HCL a `$` before `{` is doubled).")
}

// googleKey says how DSS authenticates to Google Cloud.
func googleKey() []attr.Attribute {
	return []attr.Attribute{
		attr.String("auth_type", "How DSS authenticates: `KEYPAIR` (the key of a service account, in `app_secret_content_wo` or `key_path`) or `OAUTH`.").
			At("params.authType"),
		attr.Secret("app_secret_content", "JSON key of a service account. Nodes before 13.2.3 store the key of a BigQuery connection unencrypted.").
			At("params.appSecretContent"),
		attr.String("key_path", "Path of a JSON key on the node, instead of `app_secret_content_wo`.").At("params.keyPath"),
	}
}

// properties are a list of {name, value, secret} in params, as two maps (observed.md 8.1).
func properties(name, member, text string) []attr.Attribute {
	return []attr.Attribute{
		attr.StringMap(name, text+" Those that are not secret are managed as a whole.").At("params." + member).Items("name"),
		attr.SecretMap("secret_"+name, "Properties like `"+name+"` whose value is secret. Other secret ones are left alone.").
			At("params." + member).Items("name"),
	}
}

// dkuProperties are the properties of nearly every type.
func dkuProperties() []attr.Attribute {
	return properties("dku_properties", "dkuProperties", "Properties that DSS itself looks at.")
}

// driverProperties are the properties of the types with a JDBC driver.
func driverProperties() []attr.Attribute {
	return slices.Concat(properties("properties", "properties", "Properties of the JDBC driver."), dkuProperties())
}
