package attr

import (
	"strings"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Secrets are what is secret in an operation: the values of write-only and of sensitive attributes, and the members of
// documents that hold such values. A refresh knows no write-only values, but where they were written to. What the server
// makes and is sensitive comes with its answers.
func Secrets(attributes []Attribute, applied Applied, all ...Values) client.Secrets {
	var found client.Secrets
	for _, a := range attributes {
		found.Answers = found.Answers || a.sensitive && a.mode == modeComputed
		found.Members = append(found.Members, a.secretMembers(applied, all)...)
		for _, values := range all {
			if a.IsSecret() || a.sensitive {
				found.Values = append(found.Values, a.texts(values[a.Name])...)
			}
		}
		if len(a.Children) == 0 {
			continue
		}
		var inner []Values
		for _, values := range all {
			inner = append(inner, nestedValues(values[a.Name])...)
		}
		below := Secrets(a.Children, nil, inner...)
		found.Answers = found.Answers || below.Answers
		found.Members = append(found.Members, below.Members...)
		found.Values = append(found.Values, below.Values...)
	}
	return found
}

// secretMembers are the names of the members that hold what is secret of the attribute.
func (a Attribute) secretMembers(applied Applied, all []Values) []string {
	var names []string
	if a.Kind == KindSecret || a.sensitive {
		for _, path := range a.paths {
			names = append(names, path[max(0, len(path)-1):]...)
		}
	}
	if a.Kind != KindSecretMap || a.keyMember != "" { // items of lists are flagged themselves
		return names
	}
	for _, pointer := range applied[a.Name] {
		parts := strings.Split(pointer, "/")
		names = append(names, strings.NewReplacer("~1", "/", "~0", "~").Replace(parts[len(parts)-1]))
	}
	for _, values := range all {
		for key := range values.StringMap(a.Name) {
			path := a.entryPath(key)
			names = append(names, path[len(path)-1])
		}
	}
	return names
}

// nestedValues are the objects in a nested attribute.
func nestedValues(value fwattr.Value) []Values {
	var elements []fwattr.Value
	switch v := value.(type) {
	case types.Object:
		return []Values{v.Attributes()}
	case types.Map:
		for _, element := range v.Elements() {
			elements = append(elements, element)
		}
	case types.List:
		elements = v.Elements()
	}
	var out []Values
	for _, element := range elements {
		out = append(out, nestedValues(element)...)
	}
	return out
}

// texts are the scalars in a value as texts; of a JSON attribute those in the document, too.
func (a Attribute) texts(value fwattr.Value) []string {
	switch v := value.(type) {
	case types.Map:
		var out []string
		for _, element := range v.Elements() {
			out = append(out, a.texts(element)...)
		}
		return out
	case types.Set, types.List:
		return stringElements(v)
	}
	values := Values{"": value}
	if !values.Known("") {
		return nil
	}
	parsed, isJSON := values.JSON("")
	if isJSON && (a.Kind == KindJSON || a.Kind == KindDocument) {
		return append(jsonTexts(parsed), values.String(""))
	}
	return []string{values.String("")}
}

func jsonTexts(value any) []string {
	switch v := value.(type) {
	case client.Document:
		var out []string
		for _, member := range v {
			out = append(out, jsonTexts(member)...)
		}
		return out
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, jsonTexts(item)...)
		}
		return out
	case nil, bool:
		return nil
	case string:
		return []string{v}
	}
	return []string{client.RenderJSON(value)}
}
