package identity

import (
	"maps"
	"regexp"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// The attributes for what has none of its own.
const (
	settingsJSON   = "settings_json"
	secretSettings = "secret_settings_wo"
)

// secretMember are the names of members that nodes encrypt (dss-admin.md 11, 14; govern.md appendix C).
var secretMember = regexp.MustCompile(`(?i)(password|secret|apikey|privatekey|secretkey|sessiontoken|token)$`)

// refuseSecrets keeps secrets out of the state, where settings_json is.
func refuseSecrets(config attr.Values) []kit.Problem {
	value, _ := config.JSON(settingsJSON)
	var problems []kit.Problem
	for _, place := range secretsIn(value, "") {
		problems = append(problems, kit.Problem{
			Attribute: settingsJSON, Summary: "Secret in " + settingsJSON,
			Detail: "`" + place + "` is a secret, and `" + settingsJSON + "` is stored in the state. Set it in an attribute of its own where there is " +
				"one, else in `" + secretSettings + "`; a secret inside a list cannot be managed here.",
		})
	}
	return problems
}

// isSecret tells whether a member of an object holds a secret. Items that are flagged hold one under `value`.
func isSecret(object client.Document, member string) bool {
	text, _ := object[member].(string)
	return text != "" && (member == "value" && object["secret"] == true || secretMember.MatchString(member))
}

// secretsIn names the places of secrets.
func secretsIn(value any, at string) []string {
	var places []string
	switch v := value.(type) {
	case client.Document:
		for _, member := range slices.Sorted(maps.Keys(v)) {
			if isSecret(v, member) {
				places = append(places, at+member)
				continue
			}
			places = append(places, secretsIn(v[member], at+member+".")...)
		}
	case []any:
		for _, item := range v {
			places = append(places, secretsIn(item, at)...)
		}
	}
	return places
}

// removeSecrets takes them out.
func removeSecrets(value any) {
	switch v := value.(type) {
	case client.Document:
		for member, inner := range v {
			if isSecret(v, member) {
				delete(v, member)
				continue
			}
			removeSecrets(inner)
		}
	case []any:
		for _, item := range v {
			removeSecrets(item)
		}
	}
}
