package dss

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
