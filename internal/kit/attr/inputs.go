package attr

import (
	"fmt"

	action "github.com/hashicorp/terraform-plugin-framework/action/schema"
	ephemeral "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// EphemeralSchema is the schema of an ephemeral resource. Attributes that are neither required nor computed are
// optional arguments.
func EphemeralSchema(attributes []Attribute) map[string]ephemeral.Attribute {
	out := map[string]ephemeral.Attribute{}
	for _, a := range attributes {
		text, required, computed := a.Description, a.mode == modeRequired, a.mode == modeComputed
		optional := !required && !computed
		switch a.Kind {
		case KindBool:
			out[a.Name] = ephemeral.BoolAttribute{MarkdownDescription: text, Required: required, Optional: optional, Computed: computed}
		case KindInt:
			out[a.Name] = ephemeral.Int64Attribute{MarkdownDescription: text, Required: required, Optional: optional, Computed: computed}
		case KindStringSet:
			out[a.Name] = ephemeral.SetAttribute{
				MarkdownDescription: text, Required: required, Optional: optional, Computed: computed, ElementType: types.StringType,
			}
		case KindObject:
			out[a.Name] = ephemeral.SingleNestedAttribute{
				MarkdownDescription: text, Required: required, Optional: optional, Computed: computed, Attributes: EphemeralSchema(a.Children),
			}
		case KindString, KindDocument, KindJSON:
			out[a.Name] = ephemeral.StringAttribute{
				MarkdownDescription: text, Required: required, Optional: optional, Computed: computed, Sensitive: a.sensitive,
				CustomType: a.customType(), Validators: typed[validator.String](a.validators),
			}
		default:
			panic(fmt.Sprintf("attr: %s has a kind that ephemeral resources do not need yet", a.Name))
		}
	}
	return out
}

// ActionSchema is the schema of an action: inputs only, and no write-only ones, which the framework refuses in actions.
func ActionSchema(attributes []Attribute) map[string]action.Attribute {
	out := map[string]action.Attribute{}
	for _, a := range attributes {
		required := a.mode == modeRequired
		switch a.Kind {
		case KindBool:
			out[a.Name] = action.BoolAttribute{MarkdownDescription: a.Description, Required: required, Optional: !required}
		case KindInt:
			out[a.Name] = action.Int64Attribute{
				MarkdownDescription: a.Description, Required: required, Optional: !required, Validators: typed[validator.Int64](a.validators),
			}
		case KindStringSet:
			out[a.Name] = action.SetAttribute{
				MarkdownDescription: a.Description, Required: required, Optional: !required, ElementType: types.StringType,
				Validators: a.setValidators(),
			}
		case KindString, KindJSON:
			out[a.Name] = action.StringAttribute{
				MarkdownDescription: a.Description, Required: required, Optional: !required,
				CustomType: a.customType(), Validators: typed[validator.String](a.validators),
			}
		default:
			panic(fmt.Sprintf("attr: %s has a kind that actions do not need yet", a.Name))
		}
	}
	return out
}
