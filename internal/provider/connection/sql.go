package connection

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// sqlTypes are databases and warehouses (dss-admin.md 10.3, observed.md 8.2). The two lists of properties are confirmed
// for connections in general (observed.md 8.1).
func sqlTypes() []declaration {
	return []declaration{
		{
			Name: "postgresql", Type: "PostgreSQL", To: "a PostgreSQL database", Open: true,
			Detail: "The database is named by `host` and `db`, or by `jdbcurl`.",
			Params: slices.Concat(host(), port(1, " The server's default is 5432."), db(), login(), byURL(), sqlBehaviour(), driverProperties()),
			Check:  checkURL, CheckNew: needDatabase,
		},
		{
			// The vendor's documentation writes MySql once, everything else MySQL (observed.md 8.2).
			Name: "mysql", Type: "MySQL", Spellings: []string{"MySql"}, To: "a MySQL database", Open: true,
			Shown:    "`port` is such a param.",
			Params:   slices.Concat(host(), db(), login(), driverProperties()),
			CheckNew: needHost,
		},
		{
			Name: "sqlserver", Type: "SQLServer", To: "a Microsoft SQL Server database", Open: true,
			Shown: "The URL that `use_url` asks for is such a param, probably `jdbcurl` as for PostgreSQL.",
			Params: slices.Concat(
				host(), port(-1, " -1 stands for the default of the type."), db(), login(), sqlServer(), sqlBehaviour(), driverProperties(),
			),
			CheckNew: needHost,
		},
		{
			Name: "redshift", Type: "Redshift", To: "an Amazon Redshift warehouse", Open: true,
			Detail: "The database is named by `host` and `db`, or by `jdbcurl`.",
			Params: slices.Concat(
				host(), port(1, ""), db(), login(), byURL(), redshift(), sqlBehaviour(), driverProperties(),
			),
			Check: checkURL, CheckNew: needDatabase,
		},
		{
			Name: "snowflake", Type: "Snowflake", To: "a Snowflake warehouse", Open: true,
			Shown: "Guides show `host`, `db`, `warehouse`, `role` and `schema`, and release notes `privateKeyFile`, which may come back " +
				"encrypted: then it belongs in `secret_params_wo`.",
			Params: slices.Concat(login(), driverProperties()),
		},
		{
			Name: "bigquery", Type: "BigQuery", To: "Google BigQuery", Open: true,
			Shown:  "The identifier of the project is such a param, probably `projectId`.",
			Params: slices.Concat(googleKey(), driverProperties()),
			Check:  checkGoogleKey, CheckNew: needGoogleKey,
		},
		{
			Name: "databricks", Type: "Databricks", To: "a Databricks SQL warehouse", Open: true,
			Params: slices.Concat(host(), port(1, ""), databricks(), driverProperties()),
			Check: func(config attr.Values) []kit.Problem {
				return withoutEffect(config, "personal_access_token_wo", "auth_type", "PERSONAL_ACCESS_TOKEN")
			},
			CheckNew: func(config attr.Values) []kit.Problem {
				return slices.Concat(needHost(config), needCredential(config, "personal_access_token_wo", "auth_type", "PERSONAL_ACCESS_TOKEN"))
			},
		},
		{
			Name: "oracle", Type: "Oracle", To: "an Oracle database", Open: true,
			Params: driverProperties(),
		},
		{
			Name: "jdbc", Type: "JDBC", To: "a database that DSS has no type for, by its JDBC driver", Open: true,
			Params: driverProperties(),
		},
	}
}

func sqlServer() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("use_url", "Whether a JDBC URL names the database instead of `host`, `port` and `db`.").At("params.useURL"),
		attr.Bool("azure_dwh", "Whether the database is a warehouse of Azure.").At("params.azureDWH"),
		attr.Bool("kerberos_login_enabled", "Whether DSS logs in by Kerberos.").At("params.kerberosLoginEnabled"),
	}
}

func redshift() []attr.Attribute {
	return []attr.Attribute{
		attr.String("driver_mode", "Which JDBC driver is used, such as `CUSTOM_REDSHIFT`.").At("params.driverMode"),
		attr.String("jars_directory", "Directory of the driver on the node, such as `lib/jdbc/aws-redshift`.").At("params.jarsDirectory"),
		attr.String("redshift_authentication_mode", "How DSS authenticates, such as `USER_PASSWORD`.").At("params.redshiftAuthenticationMode"),
		attr.String("iam_role", "Role of AWS that Redshift takes.").At("params.iamRole"),
	}
}

func databricks() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("ssl", "Whether the connection is encrypted.").At("params.ssl"),
		attr.String("http_path", "HTTP path of the warehouse, such as `/sql/1.0/warehouses/abc`.").At("params.httpPath"),
		attr.String("auth_type", "How DSS authenticates: `PERSONAL_ACCESS_TOKEN` (`personal_access_token_wo`) or `OAUTH2_APP`.").At("params.authType"),
		attr.Secret("personal_access_token", "Personal access token of Databricks.").At("params.personalAccessToken"),
	}
}
