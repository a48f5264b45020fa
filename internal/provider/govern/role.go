package govern

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// productRoles are the roles of the product, whose identifiers look like any other (govern.md 18).
var productRoles = []string{
	"reader", "contributor", "project_manager", "business_reviewer", "risk_compliance_reviewer", "it_operations_reviewer", "final_approver",
}

// Role is a role of a Govern node (govern.md 18).
var Role = &kit.Resource[*govern.Client]{
	Type:    "govern_role",
	Summary: "A role of a Govern node. A role alone grants nothing: it needs assignments and permissions.",
	Detail: "Roles of the product, such as `ro.reader` or `ro.final_approver`, can be read with the data source but not managed. Rules, " +
		"permissions and sign-offs that name a role are not changed when it is deleted.",
	Attributes: []attr.Attribute{
		attr.String("id", "Full identifier, such as `ro.legal_reviewer`, for references.").Stable(),
		identifier(govern.RolePrefix),
		attr.String("label", "Name shown in the UI.").Required(),
		attr.String("description", "What the role is for.").Clears(),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Presume:       func(v attr.Values) { v.Derive("id", "identifier", govern.RolePrefix) },
	Flatten:       func(_ client.Document, v attr.Values) { flattenIdentifier(v, "id", govern.RolePrefix) },
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.Role(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		return c.CreateRole(ctx, w.Values.String("identifier"), w.After)
	},
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		return c.PutRole(ctx, w.Values.String("id"), w.After)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		return c.DeleteRole(ctx, v.String("id"))
	},
	List: func(ctx context.Context, c *govern.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.Roles(ctx)
	},
	Plan: func(_ context.Context, _ *govern.Client, p kit.Planned) []kit.Problem {
		return refuseProduct(p, "role", govern.RolePrefix, productRoles...)
	},
}
