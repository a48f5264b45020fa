package govern

import (
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// text returns a string member, "" when absent or of another type.
func text(d Document, member string) string {
	value, _ := d[member].(string)
	return value
}

// object returns a value as an object, an empty one when it is something else.
func object(value any) Document {
	if d, ok := value.(Document); ok && d != nil {
		return d
	}
	return Document{}
}

// list returns a value as an array, an empty one when it is something else.
func list(value any) []any {
	if l, ok := value.([]any); ok {
		return l
	}
	return []any{}
}

// stringList returns the strings of an array.
func stringList(value any) []string {
	out := []string{}
	for _, item := range list(value) {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
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

// validation is the refusal of a document's content (observed.md 17, sample error-govern-validation).
func validation(message string) *emulator.Error {
	return &emulator.Error{Status: 400, Type: "ValidationException", Message: message}
}

// conflict is a duplicate identifier or a blocked save or delete (govern.md 29).
func conflict(message string) *emulator.Error {
	return &emulator.Error{Status: 409, Type: "java.lang.IllegalArgumentException", Message: message}
}

// badEnum is how the server refuses a value outside an enumeration (observed.md 17).
func badEnum(name, value string) *emulator.Error {
	return emulator.IllegalArgument("No enum constant " + name + "." + value)
}

// unknownType refuses a discriminator in the words seen for users containers (govern.md 1.6).
func unknownType(shape, value string, known []string) *emulator.Error {
	return &emulator.Error{
		Status: 400, Type: "com.google.gson.JsonParseException",
		Message: "Cannot deserialize " + shape + ": unknown type \"" + value + "\". Possible values: \"" + strings.Join(known, "\", \"") + "\"",
	}
}

// identifierForm is what a caller may choose; the prefix and its dot come from the server (govern.md 1.5).
var identifierForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// newIdentifier reads the query parameter of a creation and adds the prefix.
func newIdentifier(c *emulator.Call, prefix string) (string, error) {
	chosen := c.Query("newIdentifier", "")
	if !identifierForm.MatchString(chosen) {
		return "", emulator.IllegalArgument("Invalid identifier: '" + chosen + "'. Only letters, digits, hyphens and underscores are allowed")
	}
	return prefix + chosen, nil
}

// isSecretMember tells which members of settings documents are stored encrypted (govern.md appendix C).
func isSecretMember(member string) bool {
	name := strings.ToLower(member)
	return slices.ContainsFunc([]string{"password", "secret", "apikey", "privatekey", "token"}, func(end string) bool {
		return strings.HasSuffix(name, end)
	})
}
