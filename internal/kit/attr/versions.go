package attr

import "strconv"

// Use is an attribute that a configuration sets and that only some versions of the node know.
type Use struct {
	// Attribute is the attribute of the resource; Name says where in it.
	Attribute, Name string
	// Since is the first version that knows it.
	Since string
}

// Uses finds what a configuration sets of the attributes that came with a version, nested ones too.
func Uses(attributes []Attribute, config Values) []Use {
	var uses []Use
	for _, a := range attributes {
		value := config[a.Name]
		if value == nil || value.IsNull() {
			continue
		}
		if a.since != "" {
			uses = append(uses, Use{a.Name, a.Name, a.since})
		}
		inside := config.Objects(a.Name)
		if a.Kind == KindObject {
			inside = map[string]Values{"": config.Object(a.Name)}
		}
		for i, item := range config.ObjectList(a.Name) {
			inside[strconv.Itoa(i)] = item
		}
		found := map[string]bool{} // the entries of a map or list share their attributes
		for _, values := range inside {
			for _, use := range Uses(a.Children, values) {
				if !found[use.Name] {
					found[use.Name] = true
					uses = append(uses, Use{a.Name, a.Name + "." + use.Name, use.Since})
				}
			}
		}
	}
	return uses
}
