package dss

import "context"

// ProjectVariables returns {standard, local}: names and any JSON values (dss-project.md 10), and the key for those who
// handle several projects.
func (c *Client) ProjectVariables(ctx context.Context, key string) (Document, error) {
	return c.projectPart(ctx, key, "variables")
}

// PutProjectVariables replaces both maps; the server wants both (dss-project.md 10).
func (c *Client) PutProjectVariables(ctx context.Context, key string, variables Document) error {
	body := Document{"standard": Document{}, "local": Document{}}
	for scope := range body {
		if values, ok := variables[scope].(Document); ok {
			body[scope] = values
		}
	}
	return c.putProjectPart(ctx, key, "variables", body)
}
