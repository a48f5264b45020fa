package dss

import (
	"encoding/json"
	"maps"
	"regexp"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// singletons holds the documents that exist once per node.
	singletons        = "singletons"
	instanceVariables = "variables"
	projectVariables  = "project_variables"
)

func handleVariables(n *emulator.Node) {
	n.Store.Collection(singletons).Put(instanceVariables, Document{})
	n.Handle("GET /admin/variables", func(*emulator.Call) (any, error) {
		return n.Store.Collection(singletons).Value(instanceVariables), nil
	})
	n.Handle("PUT /admin/variables", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		n.Store.Collection(singletons).Put(instanceVariables, body)
		return emulator.Empty{}, nil
	})
}

// resolvedVariables merges the variables of the instance and of a project; local ones win (dss-project.md 10).
func resolvedVariables(n *emulator.Node, projectKey string) Document {
	merged := Document{}
	instance, _ := n.Store.Collection(singletons).Get(instanceVariables)
	maps.Copy(merged, instance)
	project, _ := n.Store.Collection(projectVariables).Get(projectKey)
	maps.Copy(merged, object(project, "standard"))
	maps.Copy(merged, object(project, "local"))
	return merged
}

var variableReference = regexp.MustCompile(`\$\{([^}]+)\}`)

// expand replaces ${name} in every string of value; unknown names stay.
func expand(value any, variables Document) any {
	switch v := value.(type) {
	case string:
		return variableReference.ReplaceAllStringFunc(v, func(reference string) string {
			if known, ok := variables[reference[2:len(reference)-1]]; ok {
				return variableText(known)
			}
			return reference
		})
	case Document:
		for member, inner := range v {
			v[member] = expand(inner, variables)
		}
	case []any:
		for i, item := range v {
			v[i] = expand(item, variables)
		}
	}
	return value
}

// variableText is a variable where only text fits.
func variableText(value any) string {
	if s, ok := value.(string); ok {
		return s
	}
	encoded, _ := json.Marshal(value)
	return string(encoded)
}
