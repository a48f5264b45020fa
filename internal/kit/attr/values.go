package attr

import (
	"sort"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Values are the values of one object's attributes by name.
type Values map[string]fwattr.Value

// Known tells whether an attribute is set to a known value.
func (v Values) Known(name string) bool {
	value := v[name]
	return value != nil && !value.IsNull() && !value.IsUnknown()
}

// String returns a string attribute, "" when null or unknown.
func (v Values) String(name string) string {
	if s, ok := v[name].(interface{ ValueString() string }); ok && v.Known(name) {
		return s.ValueString() // types.String, and JSON texts, which embed one
	}
	return ""
}

// Derive sets a string attribute to a prefix and the value of another one, where that is known.
func (v Values) Derive(name, from, prefix string) {
	if v.Known(from) {
		v.SetString(name, prefix+v.String(from))
	}
}

// Bool returns a boolean attribute, false when null or unknown.
func (v Values) Bool(name string) bool {
	b, _ := v[name].(types.Bool)
	return b.ValueBool()
}

// Int returns a number attribute, 0 when null or unknown.
func (v Values) Int(name string) int64 {
	n, _ := v[name].(types.Int64)
	return n.ValueInt64()
}

// Strings returns the known elements of a set or list of strings, sorted for a set.
func (v Values) Strings(name string) []string { return stringElements(v[name]) }

// Object returns the values of a nested object, nil when null or unknown.
func (v Values) Object(name string) Values {
	if !v.Known(name) {
		return nil
	}
	o, ok := v[name].(types.Object)
	if !ok {
		return nil
	}
	return o.Attributes()
}

// Objects returns the values of a map of nested objects.
func (v Values) Objects(name string) map[string]Values {
	out := map[string]Values{}
	m, _ := v[name].(types.Map)
	for key, element := range m.Elements() {
		if o, ok := element.(types.Object); ok && !o.IsNull() && !o.IsUnknown() {
			out[key] = o.Attributes()
		}
	}
	return out
}

// StringMap returns the known entries of a map of strings.
func (v Values) StringMap(name string) map[string]string {
	out := map[string]string{}
	m, _ := v[name].(types.Map)
	for key, element := range m.Elements() {
		if s, ok := element.(types.String); ok && !s.IsNull() && !s.IsUnknown() {
			out[key] = s.ValueString()
		}
	}
	return out
}

// JSON returns the parsed value of a JSON attribute; false when it is not set. The schema has checked the syntax.
func (v Values) JSON(name string) (any, bool) {
	if !v.Known(name) {
		return nil, false
	}
	value, err := client.ParseJSON([]byte(v.String(name)))
	return value, err == nil
}

// SetString sets a string attribute.
func (v Values) SetString(name, value string) { v[name] = types.StringValue(value) }

// Clone copies the map.
func (v Values) Clone() Values {
	out := make(Values, len(v))
	for name, value := range v {
		out[name] = value
	}
	return out
}

func stringElements(value fwattr.Value) []string {
	var elements []fwattr.Value
	isSet := false
	switch c := value.(type) {
	case types.Set:
		elements, isSet = c.Elements(), true
	case types.List:
		elements = c.Elements()
	}
	var out []string
	for _, element := range elements {
		if s, ok := element.(types.String); ok && !s.IsNull() && !s.IsUnknown() {
			out = append(out, s.ValueString())
		}
	}
	if isSet {
		sort.Strings(out)
	}
	return out
}

// elementType is the type of the entries of a map of scalars.
func (a Attribute) elementType() fwattr.Type {
	if a.Kind == KindBoolMap {
		return types.BoolType
	}
	return types.StringType
}

// Type is the Terraform type of the attribute's value.
func (a Attribute) Type() fwattr.Type {
	switch a.Kind {
	case KindBool:
		return types.BoolType
	case KindInt:
		return types.Int64Type
	case KindNumber:
		return types.NumberType
	case KindStringSet:
		return types.SetType{ElemType: types.StringType}
	case KindStringList:
		return types.ListType{ElemType: types.StringType}
	case KindStringMap, KindSecretMap, KindBoolMap:
		return types.MapType{ElemType: a.elementType()}
	case KindDocument, KindJSON:
		if custom := a.customType(); custom != nil {
			return custom
		}
	case KindObject:
		return ObjectType(a.Children)
	case KindObjectMap:
		return types.MapType{ElemType: ObjectType(a.Children)}
	case KindObjectList:
		return types.ListType{ElemType: ObjectType(a.Children)}
	case KindString, KindSecret:
	}
	return types.StringType
}

// ObjectType is the type of an object with these attributes.
func ObjectType(attributes []Attribute) types.ObjectType {
	t := map[string]fwattr.Type{}
	for _, a := range attributes {
		t[a.Name] = a.Type()
		if a.version != "" {
			t[a.version] = types.Int64Type
		}
	}
	return types.ObjectType{AttrTypes: t}
}

// Null is the null value of the attribute's type.
func (a Attribute) Null() fwattr.Value { return NullOf(a.Type()) }
