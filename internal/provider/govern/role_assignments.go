package govern

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// RoleAssignments are all role assignments of a blueprint (govern.md 19).
var RoleAssignments = &kit.Resource[*govern.Client]{
	Type:    "govern_role_assignments",
	Summary: "All role assignments of a blueprint: who has which roles on its artifacts. Exclusive: roles that are not in `roles` are removed.",
	Detail: "For one role among others, use `dataiku_govern_role_assignment` instead, never both. Assignments that exist already, as those " +
		"of blueprints of the product do, are imported first. Rules only ever add roles. Deleting the resource removes all assignments.",
	Attributes: []attr.Attribute{
		assignedBlueprint(),
		attr.ObjectMap("roles", "roleId", "Who gets a role, by its full identifier, such as `ro.legal_reviewer`.", ruleAttributes()...).Clears().
			Validate(mapvalidator.KeysAre(stringvalidator.RegexMatches(roleForm, "must be a full identifier, such as "+govern.RolePrefix+"example"))),
		reference("inherit_blueprint_id", govern.BlueprintPrefix, "Full identifier of a blueprint whose assignments count too, but for those with criteria.").
			ClearsToNull(),
		attr.String("inherit_artifact_field_id", "Reference field: the roles that somebody has on the artifact in it count too.").ClearsToNull(),
		attr.Doc("inheritance", "Other members of the document, as a JSON object. Since 12.4 a blueprint may inherit from several others, in members that "+
			"the vendor does not document: copy them from what a node answers.").At(""),
	},
	Identity:      []string{"blueprint_id"},
	NoPlural:      true,
	CreateAnswers: true,
	Lock:          assignmentsLock,
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.RoleAssignments(ctx, v.String("blueprint_id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		return c.CreateRoleAssignments(ctx, w.After)
	},
	// A document without rules holds nothing that could be lost.
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		return c.PutRoleAssignments(ctx, w.Values.String("blueprint_id"), w.After)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		return c.DeleteRoleAssignments(ctx, v.String("blueprint_id"))
	},
	List: func(ctx context.Context, c *govern.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.AllRoleAssignments(ctx)
	},
	Validate: func(config attr.Values) []kit.Problem {
		var problems []kit.Problem
		if _, has := jsonObject(config, "inheritance_json")["roleAssignmentsRules"]; has {
			problems = append(problems, kit.Problem{
				Attribute: "inheritance_json", Summary: "Member with an attribute of its own",
				Detail: "`inheritance_json` holds the member roleAssignmentsRules. Write the rules as `roles`.",
			})
		}
		roles := config.Objects("roles")
		for _, role := range slices.Sorted(maps.Keys(roles)) {
			problems = append(problems, checkRules("roles", "The conditional rules of "+role, roles[role])...)
		}
		return problems
	},
}

func assignedBlueprint() attr.Attribute {
	return reference("blueprint_id", govern.BlueprintPrefix, "Full identifier of the blueprint, such as `bp.ai_use_case`.").Required()
}

// assignmentsLock is the key of the one document of a blueprint that both entities share.
func assignmentsLock(v attr.Values) string {
	return "govern-role-assignments/" + v.String("blueprint_id")
}

// conditionalRules is the attribute with the rules that do not always hold.
const conditionalRules = "conditional_rules_json"

// ruleAttributes are what a role is given by. What criteria look like is not known, so rules with some are JSON.
func ruleAttributes() []attr.Attribute {
	return append(usersContainers("userContainers", false),
		attr.StringSet("field_ids", "Reference fields: whoever an artifact names in one has the role on this artifact.").Clears(),
		attr.JSON("conditional_rules", "Rules with criteria, as a JSON list of `{criteria, userContainers, fieldIds}`; all criteria of a rule must hold. The "+
			"vendor does not document the form of criteria: copy it from what a node answers.").Clears().Validate(attr.ListText()),
	)
}

// containerMembers name the one who is meant, by the type of the container; a role cannot be given to a role.
var containerMembers = map[string]string{"user": "login", "group": "groupName", "global-api-key": "keyId"}

// checkRules refuses rules that the server would store as empty ones (govern.md 19.2).
func checkRules(attribute, what string, v attr.Values) []kit.Problem {
	value, set := v.JSON(conditionalRules)
	if !set {
		return nil
	}
	problem := func(detail string) []kit.Problem {
		return []kit.Problem{{Attribute: attribute, Summary: "Not rules", Detail: what + " " + detail}}
	}
	rules, isList := value.([]any)
	if !isList || len(rules) == 0 {
		return problem("must be a list with at least one rule. Leave " + conditionalRules + " out when there are none.")
	}
	for _, item := range rules {
		rule, _ := item.(client.Document)
		lists := 0
		for _, member := range []string{"criteria", "userContainers", "fieldIds"} {
			if _, ok := rule[member].([]any); ok {
				lists++
			}
		}
		if lists < 3 || len(rule) > lists {
			return problem("need the lists criteria, userContainers and fieldIds in each rule, and nothing else: the server takes a rule for an empty one otherwise.")
		}
		if criteria, _ := rule["criteria"].([]any); len(criteria) == 0 {
			return problem("need criteria. What always holds belongs to users, groups, global_api_keys and field_ids.")
		}
		containers, _ := rule["userContainers"].([]any)
		for _, container := range containers {
			if !isContainer(container) {
				return problem("name a users container that is none of {type = \"user\", login}, {type = \"group\", groupName} and {type = \"global-api-key\", keyId}.")
			}
		}
	}
	return nil
}

func isContainer(value any) bool {
	container, _ := value.(client.Document)
	kind, _ := container["type"].(string)
	name, _ := container[containerMembers[kind]].(string)
	return name != ""
}
