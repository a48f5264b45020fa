package connection

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Connection is a connection of any type (dss-admin.md 10).
var Connection = declaration{
	Resource:  "connection",
	Open:      true,
	MovesFrom: typedResources(),
	Summary:   "A connection of any type of a DSS node: a database, a storage, an LLM service.",
	Detail: "Params differ from type to type and are named as in the API. These types have a resource of their own, which knows their " +
		"confirmed params and checks them while planning; a `moved` block hands a connection over to it, and back:\n\n" + guide(),
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
