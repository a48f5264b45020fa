package dss

import (
	"slices"
	"strings"
)

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

// pick copies the named members that d has.
func pick(d Document, members ...string) Document {
	out := Document{}
	for _, member := range members {
		if value, ok := d[member]; ok {
			out[member] = value
		}
	}
	return out
}

// texts returns the strings of a JSON list, nil for anything else.
func texts(value any) []string {
	items, _ := value.([]any)
	var out []string
	for _, item := range items {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// sortedSet returns a JSON list without an order of its own: sorted, each name once.
func sortedSet(names []string) []any {
	out := []any{}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		out = append(out, name)
	}
	return out
}

// message is one entry of infoMessages. Severity is INFO, WARNING, ERROR or SUCCESS.
func message(severity, code, title, details string) Document {
	return Document{
		"severity": severity, "code": code, "title": title, "details": details, "message": title + ": " + details,
		"isFatal": false,
	}
}

// infoMessages is the messages object of dss-admin.md 2.3. Success says nothing about the outcome.
func infoMessages(entries ...Document) Document {
	rank := []string{"SUCCESS", "INFO", "WARNING", "ERROR"}
	list, top, has := []any{}, -1, map[string]bool{}
	for _, entry := range entries {
		severity := text(entry, "severity")
		list, has[severity] = append(list, entry), true
		top = max(top, slices.Index(rank, severity))
	}
	out := Document{
		"anyMessage": len(list) > 0, "success": has["SUCCESS"], "warning": has["WARNING"], "error": has["ERROR"],
		"fatal": false, "messages": list,
	}
	if top >= 0 {
		out["maxSeverity"] = rank[top]
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
