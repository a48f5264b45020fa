package principal

import (
	"context"
	"iter"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// GroupNode is a node that has groups.
type GroupNode interface {
	kit.Client
	Group(ctx context.Context, name string) (client.Document, error)
	CreateGroup(ctx context.Context, group client.Document) error
	PutGroup(ctx context.Context, name string, group client.Document) error
	DeleteGroup(ctx context.Context, name string) error
	Groups(ctx context.Context) iter.Seq2[client.Document, error]
}

// Group completes the declaration of a group (dss-admin.md 6, govern.md 4) with what both products do alike. The
// attributes of the declaration follow the common ones.
func Group[C GroupNode](of kit.Resource[C]) *kit.Resource[C] {
	of.Attributes = append(groupAttributes(), of.Attributes...)
	of.Identity = []string{"name"}
	of.Get = func(ctx context.Context, c C, v attr.Values) (client.Document, error) {
		return c.Group(ctx, v.String("name"))
	}
	of.Create = func(ctx context.Context, c C, w kit.Write) (client.Document, error) {
		return nil, c.CreateGroup(ctx, w.After)
	}
	of.Put = func(ctx context.Context, c C, w kit.Write) error {
		return c.PutGroup(ctx, w.Values.String("name"), w.After)
	}
	of.Delete = func(ctx context.Context, c C, v attr.Values) error { return c.DeleteGroup(ctx, v.String("name")) }
	of.List = func(ctx context.Context, c C, _ attr.Values) iter.Seq2[client.Document, error] { return c.Groups(ctx) }
	return &of
}

func groupAttributes() []attr.Attribute {
	return []attr.Attribute{
		attr.Login("name", "Name of the group, up to 80 letters, digits and `@ . + _ -`.").Required(),
		attr.String("description", "What the group is for.").Clears(),
		attr.String("source_type", "Where members come from: `LOCAL`, `LDAP`, `AZURE_AD`, `CUSTOM` or `SAAS`. The server's default is `LOCAL`.").ServerDefault("LOCAL").
			Validate(attr.OneOf("LOCAL", "LDAP", "AZURE_AD", "CUSTOM", "SAAS")),
		attr.StringSet("ldap_group_names", "LDAP groups whose members belong to this group."),
		attr.StringSet("sso_group_names", "Groups of the SSO token whose members belong to this group."),
		attr.StringSet("azure_ad_group_names", "Azure AD groups whose members belong to this group.").At("azureADGroupNames"),
		attr.StringSet("custom_group_names", "Groups of a custom supplier whose members belong to this group."),
	}
}
