package dss

import "strings"

// text returns a string member, "" when absent or of another type.
func text(d Document, member string) string {
	value, _ := d[member].(string)
	return value
}

// keep copies a member of stored over body, or removes it when stored lacks it.
func keep(body, stored Document, member string) {
	if value, ok := stored[member]; ok {
		body[member] = value
		return
	}
	delete(body, member)
}

func pick(d Document, members ...string) Document {
	out := Document{}
	for _, member := range members {
		if value, ok := d[member]; ok {
			out[member] = value
		}
	}
	return out
}

// isSecretMember is the observed redaction rule for unknown types (dss-admin.md 10.3).
func isSecretMember(member string) bool {
	name := strings.ToLower(member)
	switch name {
	case "apikey", "accesskey", "credentials", "password", "privatekey", "secret", "secretkey", "sessiontoken", "token":
		return true
	}
	for _, end := range []string{"password", "privatekey", "secretkey", "sessiontoken", "credential", "token"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}
