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
