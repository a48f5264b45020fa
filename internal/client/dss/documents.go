package dss

// pick copies the members that are present.
func pick(d Document, members ...string) Document {
	out := Document{}
	for _, member := range members {
		if value, ok := d[member]; ok {
			out[member] = value
		}
	}
	return out
}

// byMember indexes objects by a string member.
func byMember(all []Document, member string) map[string]Document {
	out := map[string]Document{}
	for _, d := range all {
		if key, ok := d[member].(string); ok {
			out[key] = d
		}
	}
	return out
}

// member returns a string member of an object, "" when there is none.
func member(d Document, name string) string {
	value, _ := d[name].(string)
	return value
}

// texts returns the strings of a list.
func texts(value any) []string {
	list, _ := value.([]any)
	var out []string
	for _, item := range list {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}
