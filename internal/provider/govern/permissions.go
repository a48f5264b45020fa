package govern

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// DefaultPermissions are the permissions on blueprints that have none of their own (govern.md 20).
var DefaultPermissions = &kit.Resource[*govern.Client]{
	Type:    "govern_default_permissions",
	Summary: "The permissions on artifacts of all blueprints that have no permissions of their own.",
	Detail: "A blueprint with `dataiku_govern_blueprint_permissions` takes nothing from here. Deleting the resource removes the members that " +
		"it set and leaves others alone." + permissionsDetail,
	Attributes: slices.Concat([]attr.Attribute{
		attr.String("id", "Always `default-permissions`.").Constant("default-permissions"),
	}, permissionAttributes()),
	Identity: []string{"id"},
	Get: func(ctx context.Context, c *govern.Client, _ attr.Values) (client.Document, error) {
		return c.DefaultPermissions(ctx)
	},
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		return c.PutDefaultPermissions(ctx, w.After)
	},
	Singleton: &kit.Singleton{
		Release: func(doc client.Document, v attr.Values) {
			everyone, roles := jsonObject(v, everyoneAttribute), jsonObject(v, rolesAttribute)
			if before, ok := doc["everyonePermissions"].(client.Document); ok {
				doc["everyonePermissions"] = client.Overlay(before, client.Document{}, client.Pointers(everyone))
			}
			before, _ := doc["rolePermissions"].(client.Document)
			for role := range roles {
				delete(before, role)
			}
		},
	},
	Validate: validatePermissions,
}

// BlueprintPermissions are the permissions of one blueprint, in place of the default ones (govern.md 20).
var BlueprintPermissions = &kit.Resource[*govern.Client]{
	Type:    "govern_blueprint_permissions",
	Summary: "The permissions on artifacts of one blueprint. They replace the default permissions for this blueprint: nothing is merged.",
	Detail:  "Deleting the resource gives the blueprint the default permissions back." + permissionsDetail,
	Attributes: slices.Concat([]attr.Attribute{
		reference("blueprint_id", govern.BlueprintPrefix, "Full identifier of the blueprint.").Required(),
	}, permissionAttributes()),
	Identity:      []string{"blueprint_id"},
	NoPlural:      true,
	CreateAnswers: true,
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.BlueprintPermissions(ctx, v.String("blueprint_id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		return c.CreateBlueprintPermissions(ctx, w.After)
	},
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		return c.PutBlueprintPermissions(ctx, w.Values.String("blueprint_id"), w.After)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		return c.DeleteBlueprintPermissions(ctx, v.String("blueprint_id"))
	},
	List: func(ctx context.Context, c *govern.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.AllBlueprintPermissions(ctx)
	},
	Summaries: true,
	Validate:  validatePermissions,
}

// The attributes of permissions.
const (
	everyoneAttribute = "everyone_permissions_json"
	rolesAttribute    = "role_permissions_json"
)

const permissionsDetail = " The members of a set of permissions are not documented by the vendor, so they are JSON here: take their " +
	"names from what a node answers. A member that is not written is left alone; a role that is written no more loses all its permissions."

// permissionAttributes are what both documents hold. Which members a set of permissions has is not known for certain
// (govern.md 20.2).
func permissionAttributes() []attr.Attribute {
	return []attr.Attribute{
		attr.Doc("everyone_permissions", "Permissions of every user, also without a role, as a JSON object."),
		attr.Doc("role_permissions", "Permissions of roles, as a JSON object: full identifier of the role to its permissions.").Entries(""),
	}
}

// validatePermissions refuses what the server could not read.
func validatePermissions(config attr.Values) []kit.Problem {
	var problems []kit.Problem
	refuse := func(attribute, detail string) {
		problems = append(problems, kit.Problem{Attribute: attribute, Summary: "Not permissions", Detail: detail})
	}
	if value, set := config.JSON(everyoneAttribute); set && !isObject(value) {
		refuse(everyoneAttribute, "The permissions of everyone are a JSON object.")
	}
	if value, set := config.JSON(rolesAttribute); set && !isObject(value) {
		refuse(rolesAttribute, "The permissions of roles are a JSON object of roles and their permissions.")
	}
	roles := jsonObject(config, rolesAttribute)
	for _, role := range slices.Sorted(maps.Keys(roles)) {
		if !roleForm.MatchString(role) || !isObject(roles[role]) {
			refuse(rolesAttribute, "The member "+role+" is not the full identifier of a role, such as ro.reader, with an object of permissions.")
		}
	}
	return problems
}

func isObject(value any) bool {
	_, ok := value.(client.Document)
	return ok
}

// jsonObject is the object that a JSON attribute holds, nil when it holds none.
func jsonObject(v attr.Values, name string) client.Document {
	value, _ := v.JSON(name)
	object, _ := value.(client.Document)
	return object
}
