package govern

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const (
	fieldName, stepName, hookName = "field", "workflow_step", "logical_hook"
	keepName                      = "keep_other_fields"
	uiName, definitionName        = "ui_definition_json", "definition_json"
)

// definitionAttributes are what a version defines (govern.md 14.5 to 14.10).
func definitionAttributes() []attr.Attribute {
	return []attr.Attribute{
		attr.ObjectMap(fieldName, "", "Fields by their identifiers. It holds all fields of the version, so that a field which is removed "+
			"here is removed on the node, unless `"+keepName+"` is set.", fieldAttributes()...).
			At("definition.fieldDefinitions").Keeping(keepName).Shared().Validate(mapvalidator.KeysAre(stringvalidator.LengthAtLeast(1))),
		attr.Bool(keepName, "Whether fields that `"+fieldName+"` does not name, such as those of the origin of a fork, stay on the node. "+
			"Then a field is removed only when it was in `"+fieldName+"` before. Default: false.").Local(false),
		attr.ObjectList(stepName, "Steps of the workflow in their order.",
			attr.String("id", "Identifier. Artifacts, views and sign-offs name the step by it, so keep it when the step gets another name.").
				Required().Validate(attr.Name()),
			attr.String("name", "Name shown in the UI.").Required(),
			attr.Bool("display_signoff_after_view", "Whether the sign-off stands below the view of the step instead of above it. Default: false.").
				Default(false),
			attr.JSON("visibility_condition", "Condition on the artifact without which the step is hidden, as a JSON object. The vendor does not "+
				"document its form: copy it from what a node answers.").Vanishes(),
		).At("definition.workflowDefinition.stepDefinitions").Keyed("id").Shared(),
		attr.ObjectList(hookName, "Scripts that run before an artifact is saved or deleted, in their order. They are stored in the state in "+
			"clear.",
			attr.String("name", "Name shown in the UI.").Required(),
			attr.String("description", "What the hook is for.").Vanishes(),
			attr.StringSet("phases", "When it runs: `CREATE`, `UPDATE`, `DELETE`.").Required().
				Validate(setvalidator.ValueStringsAre(attr.OneOf("CREATE", "UPDATE", "DELETE"))),
			attr.String("script", "Python source, such as `file(\"hooks/default_risk.py\")`.").Required(),
		).At("definition.logicalHookList").Keyed("name").Shared(),
		attr.String("hierarchical_parent_field_id", "Identifier of the `REFERENCE` field whose artifact is the parent of this one.").
			At("definition.hierarchicalParentFieldId").Shared(),
		attr.Doc("ui_definition", "Views and where they are shown, as a JSON object: `views`, `uiStepDefinitions`, `artifactPageViewId` and others. "+
			"A view, or the view of a step, that is removed here is removed on the node.").
			At("definition.uiDefinition").Entries("views", "uiStepDefinitions").Shared(),
		attr.Doc("definition", "What the attributes above do not know, as a JSON object with the members of the API: `actions`, `iconMode`, members "+
			"of a field such as the range of a number. It may hold a whole version as a node answers it, too; a member that it shares "+
			"with an attribute which is set is refused. A field, a view, an action or the view of a step that is removed here is removed on "+
			"the node.").
			Entries("fieldDefinitions", "uiDefinition.views", "uiDefinition.uiStepDefinitions", "actions"),
	}
}

// fieldAttributes are the members of a field that the contract names (govern.md 14.6).
func fieldAttributes() []attr.Attribute {
	return []attr.Attribute{
		attr.String("label", "Name shown in the UI.").Required(),
		attr.String("description", "Shown as a hint.").Vanishes(),
		attr.String("field_type", "`TEXT`, `NUMBER`, `BOOLEAN`, `DATE`, `CATEGORY`, `REFERENCE`, `UPLOADED_FILE`, `TIME_SERIES` or, since 13.5, "+
			"`JSON`. A change discards the values that artifacts have.").Required().
			Validate(attr.OneOf("TEXT", "NUMBER", "BOOLEAN", "DATE", "CATEGORY", "REFERENCE", "UPLOADED_FILE", "TIME_SERIES", "JSON")),
		attr.String("source_type", "`STORE` for a value that artifacts keep, `COMPUTE` for one that the node makes up and nobody can set. "+
			"Default: `STORE`.").Default("STORE").Validate(attr.OneOf("STORE", "COMPUTE")),
		attr.Bool("required", "Whether an artifact can be saved only with a value, whatever its step. Default: false.").Default(false),
		attr.StringList("categories", "Values that a `CATEGORY` can have, in the order in which they are shown.").Vanishes().
			Validate(listvalidator.SizeAtLeast(1), listvalidator.UniqueValues()),
		attr.StringSet("allowed_blueprints", "Full identifiers of the blueprints whose artifacts a `REFERENCE` can name, such as `bp.system.user`.").
			Vanishes().Validate(setvalidator.SizeAtLeast(1), setvalidator.ValueStringsAre(
			stringvalidator.RegexMatches(fullForm(govern.BlueprintPrefix), "must be a full identifier, such as bp.system.user"))),
		attr.Object("list_config", "Makes the field a list; `{}` for one of any length. Setting or removing it discards the values that artifacts have.",
			attr.Int("cardinality_min", "How many elements it needs. Default: 0.").Default(int64(0)).Validate(int64validator.AtLeast(0)),
			attr.Int("cardinality_max", "How many elements it can have. Without it any number.").Vanishes().Validate(int64validator.AtLeast(1)),
		).Vanishes(),
	}
}
