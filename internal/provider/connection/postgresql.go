package connection

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// PostgreSQL is a connection to a PostgreSQL database (observed.md 8.2).
var PostgreSQL = declaration{
	Resource: "connection_postgresql",
	Type:     "PostgreSQL",
	Plural:   "postgresql_connections",
	Open:     true,
	Summary:  "A connection of a DSS node to a PostgreSQL database.",
	Detail:   "The database is named by `host` and `db`, or by `jdbcurl`.",
	Params: slices.Concat(
		database(), sqlBehaviour(), properties("properties", "properties", "Properties of the JDBC driver."), dkuProperties(),
	),
	Check: checkURL,
	CheckNew: func(config attr.Values) []kit.Problem {
		if config.Bool("use_url") || config["use_url"] != nil && config["use_url"].IsUnknown() {
			return nil
		}
		return slices.Concat(
			need(config, "host", "without use_url, the database is named by host and db"),
			need(config, "db", "without use_url, the database is named by host and db"),
		)
	},
}.resource()

// database says where a database is and who logs in.
func database() []attr.Attribute {
	return []attr.Attribute{
		attr.String("host", "Host of the database.").At("params.host"),
		attr.Int("port", "Port of the database. The server's default is that of the type, 5432 for PostgreSQL.").At("params.port").
			Validate(int64validator.Between(1, 65535)),
		attr.String("db", "Name of the database.").At("params.db"),
		attr.String("user", "User that DSS logs in as. Not used when `credentials_mode` is `PER_USER`.").At("params.user"),
		attr.Secret("password", "Password of the user.").At("params.password"),
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
			attr.String("table_name_dataset_name_prefix", "Prefix of table names, such as `$${projectKey}_` (in HCL a `$` before `{` is doubled)."),
		).At("params.namingRule"),
	}
}

func checkURL(config attr.Values) []kit.Problem {
	useURL := config["use_url"]
	switch {
	case config.Bool("use_url"):
		return need(config, "jdbcurl", "with use_url, it names the database")
	case config.Known("jdbcurl") && !useURL.IsUnknown():
		return []kit.Problem{{
			Attribute: "jdbcurl", Warning: true, Summary: "URL without effect", Detail: "`jdbcurl` is used only when `use_url` is true.",
		}}
	}
	return nil
}
