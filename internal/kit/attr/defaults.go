package attr

import "github.com/hashicorp/terraform-plugin-go/tftypes"

// HasDefaults tells whether an attribute, at any depth, has a default.
func HasDefaults(attributes []Attribute) bool {
	for _, a := range attributes {
		if a.fallback != nil || a.constant != "" || HasDefaults(a.Children) {
			return true
		}
	}
	return false
}

// Departs tells whether an attribute of a stored object, at any depth, has another value than its default, or none. A
// configuration without such an attribute looks unchanged to Terraform, which proposes the stored value; the plan is the default.
func Departs(attributes []Attribute, stored tftypes.Value) bool {
	values := map[string]tftypes.Value{}
	if stored.IsNull() || stored.As(&values) != nil {
		return false
	}
	for _, a := range attributes {
		if standard, has := a.standard(); has && !values[a.Name].Equal(standard) {
			return true
		}
		if !HasDefaults(a.Children) {
			continue
		}
		for _, inside := range a.objects(values[a.Name]) {
			if Departs(a.Children, inside) {
				return true
			}
		}
	}
	return false
}

// standard is the default as Terraform knows it.
func (a Attribute) standard() (tftypes.Value, bool) {
	switch value := a.fallback.(type) {
	case bool:
		return tftypes.NewValue(tftypes.Bool, value), true
	case string:
		return tftypes.NewValue(tftypes.String, value), true
	case int64:
		return tftypes.NewValue(tftypes.Number, value), true
	}
	return tftypes.NewValue(tftypes.String, a.constant), a.constant != ""
}

// objects are the nested objects in a value of the attribute.
func (a Attribute) objects(value tftypes.Value) []tftypes.Value {
	var list []tftypes.Value
	entries := map[string]tftypes.Value{}
	switch {
	case value.IsNull():
	case a.Kind == KindObject:
		return []tftypes.Value{value}
	case a.Kind == KindObjectList:
		_ = value.As(&list) // a value of another type has no objects
	case a.Kind == KindObjectMap:
		_ = value.As(&entries)
		for _, entry := range entries {
			list = append(list, entry)
		}
	}
	return list
}
