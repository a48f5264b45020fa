package instance

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// variablesLock is the key of the one document that Variables and Variable share.
const variablesLock = "instance-variables"

// Variables are all global variables of a DSS node (dss-admin.md 16).
var Variables = &kit.Resource[*dss.Client]{
	Type:    "instance_variables",
	Summary: "All global variables of a DSS node. Exclusive: variables that are not in `variables_json` are removed.",
	Detail: "For some variables among others, use `dataiku_instance_variable` instead, never both. The plan of the creation names " +
		"the variables that it removes. Deleting the resource removes the variables that it set and leaves others alone. " +
		"Variables are not encrypted: do not keep secrets in them.",
	Attributes: []attr.Attribute{
		attr.String("id", "Always `instance-variables`.").Constant("instance-variables"),
		attr.JSON("variables", "The variables as a JSON object: name to any value. Numbers keep all their digits.").Required(),
	},
	Identity: []string{"id"},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		variables, err := c.InstanceVariables(ctx)
		return client.Document{"variables": variables}, err
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutInstanceVariables(ctx, variablesIn(w.After))
	},
	Singleton: &kit.Singleton{
		Release: func(doc client.Document, v attr.Values) {
			applied, _ := v.JSON("variables_json")
			object, _ := applied.(client.Document)
			for name := range object {
				delete(variablesIn(doc), name)
			}
		},
	},
	Lock: func(attr.Values) string { return variablesLock },
	Validate: func(config attr.Values) []kit.Problem {
		value, set := config.JSON("variables_json")
		if _, isObject := value.(client.Document); !set || isObject {
			return nil
		}
		return []kit.Problem{{
			Attribute: "variables_json", Summary: "Not a JSON object",
			Detail: "Variables are an object of names and values, such as jsonencode({ region = \"eu\" }).",
		}}
	},
	Plan: warnOfRemoval,
}

// warnOfRemoval names the variables that a creation removes. An unknown plan may remove any, and then says so itself
// when it is known.
func warnOfRemoval(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
	planned, known := p.Plan.JSON("variables_json")
	if p.State != nil || !known {
		return nil
	}
	variables, err := c.InstanceVariables(ctx)
	if err != nil {
		return nil // it shows again, with its context, when the variables are written
	}
	wanted, _ := planned.(client.Document)
	var removed []string
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		if _, stays := wanted[name]; !stays {
			removed = append(removed, name)
		}
	}
	if len(removed) == 0 {
		return nil
	}
	return []kit.Problem{{
		Attribute: "variables_json", Warning: true, Summary: "Variables of the node will be removed",
		Detail: "This resource owns all variables of the node. These are not in its configuration and will be removed: " +
			strings.Join(removed, ", ") + ". To keep them, add them, or import the resource first (identifier instance-variables) and compare.",
	}}
}

func variablesIn(doc client.Document) client.Document {
	variables, _ := doc["variables"].(client.Document)
	return variables
}
