package codestudio

import (
	"context"
	"errors"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Template is a code studio template, which only the UI can make and delete (dss-admin.md 25).
var Template = &kit.Resource[*dss.Client]{
	Type:    "code_studio_template",
	Summary: "The settings of a code studio template that exists already.",
	Detail: "The API makes no templates: somebody makes one in the UI, and creating this resource lays the configuration over it. Settings that are not " +
		"configured are left alone. A change builds nothing: see the action `dataiku_code_studio_template_build`.",
	Attributes: []attr.Attribute{
		attr.String("template_id", "Identifier of the template.").At("id").Required().Validate(attr.Name()),
		attr.String("type", "Type of the template: `block_based`, `manual`, or that of a plugin.").Stable(),
		attr.String("label", "Name shown in the UI."),
		attr.String("icon", "Name of the icon."),
		attr.StringSet("tags", "Tags of the template, all of them."),
		attr.String("owner", "Login of the owner."),
		attr.Bool("all_container_confs", "Whether an image is built for every containerized execution configuration."),
		attr.StringSet("container_confs", "Configurations that an image is built for, all of them, unless `all_container_confs` is true."),
		attr.String("default_container_conf", "Configuration that code studios run in unless they choose another one."),
		attr.Bool("allow_container_conf_override", "Whether code studios may choose another configuration."),
		attr.Doc("params", "Params of the type as a JSON object. Params that are not named are left alone. It is stored in the state: no secret belongs here."),
		attr.Doc("settings", "Further members of the template as a JSON object, such as `isEditor`, `defaultPermission` and `permissions`. Members that are "+
			"not named are left alone.").At(""),
	},
	Identity:  []string{"template_id"},
	NoPlural:  true, // the data source of that name tells what was built
	Singleton: &kit.Singleton{},
	Stays:     "The API has no call that deletes a template, and what it held before is not known, so the settings stay as they are. The UI can delete it.",
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.CodeStudioTemplate(ctx, v.String("template_id"))
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutCodeStudioTemplate(ctx, w.Values.String("template_id"), w.After)
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.CodeStudioTemplates(ctx)
	},
	Summaries: true,
	Validate: func(config attr.Values) []kit.Problem {
		if !config.Bool("all_container_confs") || len(config.Strings("container_confs")) == 0 {
			return nil
		}
		return []kit.Problem{{
			Attribute: "container_confs", Warning: true, Summary: "Configurations without effect",
			Detail: "`container_confs` matters only when `all_container_confs` is not true.",
		}}
	},
	Plan: func(ctx context.Context, c *dss.Client, p kit.Planned) []kit.Problem {
		if p.State != nil || !p.Plan.Known("template_id") {
			return nil
		}
		id := p.Plan.String("template_id")
		if _, err := c.CodeStudioTemplate(ctx, id); !errors.Is(err, client.ErrNotFound) {
			return nil // an error shows again, with its context, when the template is written
		}
		return []kit.Problem{{
			Attribute: "template_id", Summary: "There is no code studio template \"" + id + "\"",
			Detail: "The API cannot make templates. Make it in the UI first; the data source dataiku_code_studio_templates lists those that exist.",
		}}
	},
}

// Templates lists the templates with what was built of them, which only the list tells (dss-admin.md 25).
var Templates = &kit.DataSource[*dss.Client]{
	Type:    "code_studio_templates",
	Summary: "The code studio templates of a DSS node, and what was built of them.",
	Attributes: []attr.Attribute{
		attr.ObjectMap("templates", "id", "Templates by identifier.",
			attr.String("label", "Name shown in the UI.").Computed(),
			attr.StringSet("build_for", "Containerized execution configurations that the template is built for.").Computed(),
			attr.Int("last_built", "When the template was last built, in milliseconds since the epoch; null for never.").Computed(),
		).Computed(),
	},
	Get: func(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
		templates := []any{}
		for template, err := range c.CodeStudioTemplates(ctx) {
			if err != nil {
				return nil, err
			}
			templates = append(templates, template)
		}
		return client.Document{"templates": templates}, nil
	},
}
