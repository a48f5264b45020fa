package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func handleProjectVariables(n *emulator.Node) {
	n.Handle("GET /projects/{projectKey}/variables", readProjectPart(projectVariables))
	n.Handle("PUT /projects/{projectKey}/variables", onProject("writeProjectContent",
		func(c *emulator.Call, key string) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			for _, member := range []string{"standard", "local"} { // both maps are required (dss-project.md 10)
				if object(body, member) == nil {
					return nil, emulator.IllegalArgument("Missing variables: " + member)
				}
			}
			saveProjectPart(c, projectVariables, key, pick(body, "standard", "local"))
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
