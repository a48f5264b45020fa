package attr

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// typed returns the validators of one framework interface.
func typed[V any](all []any) []V {
	var out []V
	for _, v := range all {
		match, ok := v.(V)
		if !ok {
			panic(fmt.Sprintf("attr: validator %T does not fit the attribute", v))
		}
		out = append(out, match)
	}
	return out
}

// setValidators include that no element is null.
func (a Attribute) setValidators() []validator.Set {
	return append(typed[validator.Set](a.validators), setvalidator.NoNullValues())
}

// ResourceSchema is the schema of a managed resource. A null inside a collection is refused: the API has no such element,
// and Terraform would find it missing after the apply.
func ResourceSchema(attributes []Attribute) map[string]resource.Attribute {
	out := map[string]resource.Attribute{}
	for _, a := range attributes {
		out[a.Name] = a.resource()
		if a.version != "" {
			out[a.version] = resource.Int64Attribute{
				Optional:            true,
				MarkdownDescription: "Version of `" + a.Name + "`. Terraform cannot see a write-only value, so change this number to send it again.",
			}
		}
	}
	return out
}

// describe is the description with what a change costs and which versions know it.
func (a Attribute) describe() string {
	if a.since != "" {
		a.Description += " Needs version " + a.since + " of the node."
	}
	switch {
	case a.replaces:
		return a.Description + " Changing it replaces the object."
	case a.IsSecret():
		text := a.Description + " Write-only: never stored; sent when the object is created and when `" + a.version + "` changes."
		if a.Kind == KindSecretMap {
			return text + " What is no longer in the map is removed then, too."
		}
		return text + " Removing it leaves the value on the node."
	case a.mode == modeClears:
		return a.Description + " Removing it empties the value on the node."
	}
	return a.Description
}

// flags are required, optional, computed, sensitive, write-only.
func (a Attribute) optional() bool { return a.mode != modeRequired && a.mode != modeComputed }

func (a Attribute) computed() bool {
	if a.IsSecret() {
		return false
	}
	return a.mode == modeManaged || a.mode == modeComputed || a.mode == modeLocal && a.fallback != nil
}

func (a Attribute) resource() resource.Attribute {
	text, required, optional, computed := a.describe(), a.mode == modeRequired, a.optional(), a.computed()
	switch a.Kind {
	case KindBool:
		b := resource.BoolAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			Validators: typed[validator.Bool](a.validators),
		}
		if flag, ok := a.fallback.(bool); ok {
			b.Default = booldefault.StaticBool(flag)
		}
		return b
	case KindInt:
		i := resource.Int64Attribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			Validators: typed[validator.Int64](a.validators),
		}
		if number, ok := a.fallback.(int64); ok {
			i.Default = int64default.StaticInt64(number)
		}
		return i
	case KindNumber:
		return resource.NumberAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			Validators: typed[validator.Number](a.validators),
		}
	case KindStringSet:
		return resource.SetAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			ElementType: types.StringType, Validators: a.setValidators(),
		}
	case KindStringList:
		return resource.ListAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			ElementType: types.StringType, Validators: append(typed[validator.List](a.validators), listvalidator.NoNullValues()),
		}
	case KindStringMap, KindBoolMap, KindSecretMap:
		return resource.MapAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			WriteOnly: a.IsSecret(), Sensitive: a.IsSecret(),
			ElementType: a.elementType(), Validators: append(typed[validator.Map](a.validators), mapvalidator.NoNullValues()),
		}
	case KindObject, KindObjectMap, KindObjectList:
		return a.nestedResource(text)
	case KindString, KindSecret, KindDocument, KindJSON:
	}
	s := resource.StringAttribute{
		MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
		Sensitive: a.sensitive || a.IsSecret(), WriteOnly: a.IsSecret(), Validators: typed[validator.String](a.validators),
	}
	s.CustomType = a.customType()
	if a.Kind == KindDocument {
		s.Validators = append(s.Validators, ObjectText())
	}
	if text, ok := a.fallback.(string); ok {
		s.Default = stringdefault.StaticString(text)
	}
	if a.constant != "" {
		s.Default = stringdefault.StaticString(a.constant)
	}
	return s
}

// nestedResource is an attribute that holds others.
func (a Attribute) nestedResource(text string) resource.Attribute {
	required, optional, computed := a.mode == modeRequired, a.optional(), a.computed()
	children := ResourceSchema(a.Children)
	switch a.Kind {
	case KindObjectMap:
		return resource.MapNestedAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			NestedObject: resource.NestedAttributeObject{Attributes: children},
			Validators:   append(typed[validator.Map](a.validators), mapvalidator.NoNullValues()),
		}
	case KindObjectList:
		return resource.ListNestedAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			NestedObject: resource.NestedAttributeObject{Attributes: children},
			Validators:   append(typed[validator.List](a.validators), listvalidator.NoNullValues()),
		}
	default:
		return resource.SingleNestedAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, Computed: computed,
			Attributes: children, Validators: typed[validator.Object](a.validators),
		}
	}
}

// Readable are the attributes that a data source shows: no secrets, nothing that only Terraform knows.
func Readable(attributes []Attribute) []Attribute {
	var out []Attribute
	for _, a := range attributes {
		if a.IsSecret() || a.mode == modeLocal || a.kept || a.own {
			continue
		}
		a.Children = Readable(a.Children)
		a.additive, a.keeps = false, ""
		out = append(out, a)
	}
	return out
}

// DataSourceSchema is the schema of a data source; the attributes named in required are its arguments, unless constant.
func DataSourceSchema(attributes []Attribute, required ...string) map[string]datasource.Attribute {
	out := map[string]datasource.Attribute{}
	for _, a := range attributes {
		as := role{computed: true}
		if slices.Contains(required, a.Name) && a.constant == "" {
			as = role{required: true}
		}
		out[a.Name] = a.dataSource(as)
	}
	return out
}

// LookupSchema is the schema of a data source whose attributes are arguments unless they are read-only.
func LookupSchema(attributes []Attribute) map[string]datasource.Attribute {
	out := map[string]datasource.Attribute{}
	for _, a := range attributes {
		out[a.Name] = a.dataSource(role{
			required: a.IsRequired(), optional: !a.IsRequired() && !a.IsComputed(), computed: a.IsComputed(),
		})
	}
	return out
}

// role is what an attribute is in a data source: an argument, or what is read.
type role struct{ required, optional, computed bool }

func (a Attribute) dataSource(as role) datasource.Attribute {
	text := a.Description
	nested := func() map[string]datasource.Attribute {
		if as.computed {
			return DataSourceSchema(a.Children)
		}
		return LookupSchema(a.Children)
	}
	switch a.Kind {
	case KindBool:
		return datasource.BoolAttribute{MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed}
	case KindInt:
		return datasource.Int64Attribute{
			MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed, Validators: argument[validator.Int64](a, as),
		}
	case KindNumber:
		return datasource.NumberAttribute{MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed}
	case KindStringSet:
		return datasource.SetAttribute{
			MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed, ElementType: types.StringType,
			Validators: argument[validator.Set](a, as),
		}
	case KindStringList:
		return datasource.ListAttribute{
			MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed, ElementType: types.StringType,
			Validators: argument[validator.List](a, as),
		}
	case KindStringMap, KindBoolMap, KindSecretMap:
		return datasource.MapAttribute{
			MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed, ElementType: a.elementType(),
			Validators: argument[validator.Map](a, as),
		}
	case KindObject:
		return datasource.SingleNestedAttribute{
			MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed, Attributes: nested(),
		}
	case KindObjectMap:
		return datasource.MapNestedAttribute{
			MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed,
			NestedObject: datasource.NestedAttributeObject{Attributes: nested()},
		}
	case KindObjectList:
		return datasource.ListNestedAttribute{
			MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed,
			NestedObject: datasource.NestedAttributeObject{Attributes: nested()},
		}
	case KindString, KindSecret, KindDocument, KindJSON:
	}
	return datasource.StringAttribute{
		MarkdownDescription: text, Required: as.required, Optional: as.optional, Computed: as.computed, Sensitive: a.sensitive,
		CustomType: a.customType(), Validators: argument[validator.String](a, as),
	}
}

// argument returns the validators of an argument; what is read is not validated.
func argument[V any](a Attribute, as role) []V {
	if as.computed {
		return nil
	}
	return typed[V](a.validators)
}

// Validators returns the validators of an attribute for another kind of schema.
func Validators[V any](a Attribute) []V { return typed[V](a.validators) }

// customType gives JSON texts their own type; nil for plain strings. Sensitive ones stay plain: the framework writes the
// values of a type of its own into the log when it compares them.
func (a Attribute) customType() basetypes.StringTypable {
	if (a.Kind == KindDocument || a.Kind == KindJSON) && !a.sensitive {
		return jsontypes.NormalizedType{}
	}
	return nil
}

// jsonValue is a value of a JSON attribute.
func (a Attribute) jsonValue(text string) fwattr.Value {
	if a.customType() == nil {
		return types.StringValue(text)
	}
	return jsontypes.NewNormalizedValue(text)
}
