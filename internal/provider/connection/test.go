package connection

import (
	"context"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Test lets the node try a connection (dss-admin.md 10.2).
var Test = &kit.Action[*dss.Client]{
	Type:    "connection_test",
	Summary: "Lets the node try a connection, and fails the run when it does not work.",
	Detail: "Needs version 14.2.0 of the node. DSS has no test for Filesystem connections and for LLM services, and cannot test a connection " +
		"with credentials per user: the action fails with a text that says so.",
	Attributes: []attr.Attribute{
		attr.String("name", "Name of the connection.").Required().Validate(attr.Name()),
	},
	Object: func(v attr.Values) string { return v.String("name") },
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		if err := c.TestConnection(ctx, v.String("name")); err != nil {
			return err
		}
		progress("Connection " + v.String("name") + " works")
		return nil
	},
}
