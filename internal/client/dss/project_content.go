package dss

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// contentFamilies are what projects hold, by the address of their lists (dss-project.md 12 to 32).
var contentFamilies = []struct{ path, kind, identity string }{
	{"datasets", "dataset", "name"},
	{"recipes", "recipe", "name"},
	{"managedfolders", "managed folder", "id"},
	{"scenarios", "scenario", "id"},
	{"savedmodels", "saved model", "id"},
	{"jupyter-notebooks", "notebook", "name"},
	{"webapps", "web app", "id"},
	{"dashboards", "dashboard", "id"},
}

// ProjectContent names what is in a project, no more than a few things of it. Families that the node does not know are left out.
func (c *Client) ProjectContent(ctx context.Context, key string) ([]string, error) {
	var content []string
	for _, family := range contentFamilies {
		all, err := c.List(ctx, client.Path("projects", key, family.path), client.Named(family.identity))
		if errors.Is(err, client.ErrUnsupported) {
			continue
		}
		if err != nil {
			return nil, c.projectError(ctx, key, err)
		}
		for _, item := range all {
			if len(content) == mostNamed {
				return append(content, "and more"), nil
			}
			content = append(content, fmt.Sprintf("the %s %q", family.kind, cmp.Or(client.Text(item, "name"), client.Text(item, "id"))))
		}
	}
	return content, nil
}
