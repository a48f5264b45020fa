package execution

import (
	"context"
	"iter"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// The document of which configurations of containers are elements: {"settings": the general settings, "nested": whether
// the node is of version 15 or later}. The shape of a configuration depends on the version (dss-admin.md 14), which an
// element alone does not tell.
const (
	settingsMember = "settings"
	nestedMember   = "nested"
)

// runtimeMembers are the members of an execution configuration that lie in an object of their own since 15, and beside
// the others before. Attributes know the shape of before only.
var runtimeMembers = map[string][]string{
	"kubernetesRuntimeConfig": {"kubernetesNamespace", "createNamespace", "ensureNamespaceCompliance", "kubernetesResources"},
	"dockerRuntimeConfig":     {"dockerNetwork", "dockerTLSVerify"},
}

func getContainers(ctx context.Context, c *dss.Client, _ attr.Values) (client.Document, error) {
	settings, err := c.GeneralSettings(ctx)
	if err != nil {
		return nil, err
	}
	nested, err := c.Knows(ctx, dss.ImageBuildConfigsSince)
	return client.Document{settingsMember: settings, nestedMember: nested}, err
}

func putContainers(ctx context.Context, c *dss.Client, w kit.Write) error {
	settings, _ := w.After[settingsMember].(client.Document)
	return c.PutContainerSettings(ctx, settings)
}

// lockSettings keeps the writers of the general settings apart.
func lockSettings(attr.Values) string { return dss.GeneralSettingsLock }

// element makes configurations of one of the lists elements of the general settings, found by name wherever they stand.
func element(list string) *kit.Member {
	path := []string{settingsMember, "containerSettings", list}
	return &kit.Member{
		Find: func(parent client.Document, v attr.Values) (client.Document, bool) {
			configs := configsAt(parent, path)
			i := indexOf(configs, v)
			if i < 0 {
				return nil, false
			}
			return flat(configs[i], parent[nestedMember] == true), true
		},
		Place: func(parent client.Document, v attr.Values, config client.Document) {
			config = shaped(config, parent[nestedMember] == true)
			configs := configsAt(parent, path)
			if i := indexOf(configs, v); i >= 0 {
				configs[i] = config
			} else {
				configs = append(configs, config)
			}
			client.Store(parent, configs, path...)
		},
		Drop: func(parent client.Document, v attr.Values) {
			configs := configsAt(parent, path)
			if i := indexOf(configs, v); i >= 0 {
				client.Store(parent, slices.Delete(configs, i, i+1), path...)
			}
		},
	}
}

// listConfigs lists the configurations of one of the lists.
func listConfigs(list string) func(context.Context, *dss.Client, attr.Values) iter.Seq2[client.Document, error] {
	return func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		parent, err := getContainers(ctx, c, nil)
		var all []client.Document
		for _, item := range configsAt(parent, []string{settingsMember, "containerSettings", list}) {
			all = append(all, flat(item, parent[nestedMember] == true))
		}
		return client.Each(all, err)
	}
}

func configsAt(parent client.Document, path []string) []any {
	found, _ := client.Lookup(parent, path...)
	configs, _ := found.([]any)
	return configs
}

func indexOf(configs []any, v attr.Values) int {
	return slices.IndexFunc(configs, func(item any) bool {
		config, _ := item.(client.Document)
		return client.Text(config, "name") == v.String("name")
	})
}

// flat is a configuration as the attributes know it.
func flat(item any, nested bool) client.Document {
	config, _ := item.(client.Document)
	config = client.CloneDocument(config)
	if !nested {
		return config
	}
	for runtime, members := range runtimeMembers {
		inner, _ := config[runtime].(client.Document)
		for _, member := range members {
			if value, ok := inner[member]; ok {
				config[member] = value
				delete(inner, member)
			}
		}
	}
	return config
}

// shaped undoes flat.
func shaped(config client.Document, nested bool) client.Document {
	config = client.CloneDocument(config)
	if !nested {
		return config
	}
	for runtime, members := range runtimeMembers {
		for _, member := range members {
			if value, ok := config[member]; ok {
				client.Store(config, value, runtime, member)
				delete(config, member)
			}
		}
	}
	return config
}
