package connection

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Connection is a connection of any type (dss-admin.md 10).
var Connection = declaration{
	Resource: "connection",
	Open:     true,
	Summary:  "A connection of any type of a DSS node: a database, a storage, an LLM service.",
	Detail: "Params differ from type to type and are named as in the API. For types that have a resource of their own, such as " +
		"`dataiku_connection_postgresql`, use that one: it checks the params while planning.",
	Params: slices.Concat(
		[]attr.Attribute{
			attr.String("type", "Type of the connection as the API spells it, such as `Snowflake`, `BigQuery`, `OpenAI`, or `EC2` for S3. "+
				"DSS answers an unknown one with an error that does not say so; therefore the plan warns about names it does not know.").
				Required().Replaces(),
		},
		properties("properties", "properties", "Properties of the driver, for types that have them."),
		dkuProperties(),
	),
	Plan: func(p kit.Planned) []kit.Problem {
		if p.Plan == nil || !p.Plan.Known("type") || p.State != nil && p.State.String("type") == p.Plan.String("type") {
			return nil // an existing connection proves its type
		}
		return checkType(p.Plan.String("type"))
	},
}.resource()

func checkType(name string) []kit.Problem {
	if slices.Contains(types, name) {
		return nil
	}
	detail := "The provider does not know the connection type " + name + ", and DSS answers an unknown type with an error that does not say so."
	if known := suggest(name); known != "" {
		detail += " Did you mean " + known + "?"
	}
	return []kit.Problem{{Attribute: "type", Warning: true, Summary: "Unknown connection type " + name, Detail: detail}}
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
