package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// variablesShape has open maps: the value of a variable is any JSON (dss-project.md 10).
var variablesShape = emulator.Object(emulator.Members{"standard": emulator.Map(emulator.Any), "local": emulator.Map(emulator.Any)})

func handleProjectVariables(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/variables", readProjectPart(projectVariables))
	n.Handle("PUT /projects/{projectKey}/variables", onProject("writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			variables, err := c.Typed(variablesShape)
			if err != nil {
				return nil, err
			}
			for _, member := range []string{"standard", "local"} { // both maps are required (dss-project.md 10)
				if object(variables, member) == nil {
					return nil, emulator.IllegalArgument("Missing variables: " + member)
				}
			}
			saveProjectPart(c, projectVariables, key, variables)
			return emulator.Empty{}, nil
		}))
	n.Handle("GET /projects/{projectKey}/variables-resolved", onProject("read",
		func(c *emulator.Call, key string) (any, error) {
			variables := resolvedVariables(n, key)
			if c.Flag("typed", false) {
				return variables, nil
			}
			for name, value := range variables {
				variables[name] = variableText(value)
			}
			return variables, nil
		}))
}
