package attr

// Departs tells whether an attribute, at any depth, has another value than its default. A configuration from which such an
// attribute is removed looks unchanged to Terraform, which proposes the stored value.
func Departs(attributes []Attribute, v Values) bool {
	for _, a := range attributes {
		if a.fallback != nil && v.Known(a.Name) && !v[a.Name].Equal(a.Fallback()) {
			return true
		}
		inside := v.ObjectList(a.Name)
		for _, entry := range v.Objects(a.Name) {
			inside = append(inside, entry)
		}
		if a.Kind == KindObject {
			inside = []Values{v.Object(a.Name)}
		}
		for _, values := range inside {
			if Departs(a.Children, values) {
				return true
			}
		}
	}
	return false
}
