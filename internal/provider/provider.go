// Package provider puts the areas together and configures the clients.
package provider

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/codeenv"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/codestudio"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/connection"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/content"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/execution"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/functions"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/identity"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/instance"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/plugin"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/project"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/scenario"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/security"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/sharing"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/standards"
)

// Entities are all areas of the provider.
func Entities() []kit.Entity {
	var all []kit.Entity
	all = append(all, security.Entities()...)
	all = append(all, connection.Entities()...)
	all = append(all, codeenv.Entities()...)
	all = append(all, codestudio.Entities()...)
	all = append(all, content.Entities()...)
	all = append(all, execution.Entities()...)
	all = append(all, govern.Entities()...)
	all = append(all, identity.Entities()...)
	all = append(all, instance.Entities()...)
	all = append(all, plugin.Entities()...)
	all = append(all, project.Entities()...)
	all = append(all, scenario.Entities()...)
	all = append(all, sharing.Entities()...)
	all = append(all, standards.Entities()...)
	return all
}

// registry is built once: schemas do not change while the process lives.
var registry = func() *kit.Registry {
	r := &kit.Registry{}
	for _, entity := range Entities() {
		entity.Register(r)
	}
	return r
}()

// Described are the declared resources, for the test suite.
func Described() []kit.Description { return registry.Described }

type dataiku struct {
	version string
	env     func(string) string
	home    string
	clock   client.Clock // nil for the real one; tests must not wait for back-off
	runs    runs
	// trusting takes each node for what the settings say: the suite would ask thousands of times.
	trusting bool
}

var (
	_ provider.ProviderWithListResources      = &dataiku{}
	_ provider.ProviderWithActions            = &dataiku{}
	_ provider.ProviderWithEphemeralResources = &dataiku{}
	_ provider.ProviderWithFunctions          = &dataiku{}
)

func newProvider(version string) *dataiku {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "" // no profile then
	}
	return &dataiku{version: version, env: os.Getenv, home: home}
}

// Metadata implements provider.Provider.
func (p *dataiku) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName, resp.Version = "dataiku", p.version
}

// Resources implements provider.Provider.
func (p *dataiku) Resources(context.Context) []func() resource.Resource { return registry.Resources }

// DataSources implements provider.Provider.
func (p *dataiku) DataSources(context.Context) []func() datasource.DataSource {
	return registry.DataSources
}

// ListResources implements provider.ProviderWithListResources.
func (p *dataiku) ListResources(context.Context) []func() list.ListResource {
	return registry.ListResources
}

// EphemeralResources implements provider.ProviderWithEphemeralResources.
func (p *dataiku) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return registry.Ephemerals
}

// Actions implements provider.ProviderWithActions.
func (p *dataiku) Actions(context.Context) []func() action.Action { return registry.Actions }

// Functions implements provider.ProviderWithFunctions.
func (p *dataiku) Functions(context.Context) []func() function.Function { return functions.All() }
