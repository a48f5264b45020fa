package acctest_test

import (
	"context"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// usage records what Terraform asked the provider to do, so that an example which does not exercise its type is seen.
type usage struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (u *usage) add(kind, name string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.seen == nil {
		u.seen = map[string]bool{}
	}
	u.seen[kind+"/"+name] = true
}

// has tells whether something was used; kind is a directory of examples.
func (u *usage) has(kind, name string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.seen[kind+"/"+name]
}

// server is what the framework's provider server offers.
type server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// newServer makes a provider as main does.
func newServer() server {
	return provider.Server("acctest")().(server) //nolint:forcetypeassert // else nothing works
}

// factories serve the provider in this process, with every use recorded.
func (n *nodes) factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"dataiku": func() (tfprotov6.ProviderServer, error) { return n.provider(), nil },
	}
}

func (n *nodes) provider() tfprotov6.ProviderServer {
	return &recorded{newServer(), n.used, strings.Join(n.texts, "\n")}
}

// recorded is the provider with every use recorded. Of its types it shows those that a text mentions: each run of Terraform
// decodes whatever is shown, which would take most of the time of these tests. The tests that run the built provider see
// all types.
type recorded struct {
	server
	used *usage
	text string
}

// GetProviderSchema implements tfprotov6.ProviderServer.
func (r *recorded) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	all, err := r.server.GetProviderSchema(ctx, req)
	if err != nil || r.text == "" {
		return all, err
	}
	shown := *all
	shown.ResourceSchemas, shown.DataSourceSchemas = mentioned(r.text, all.ResourceSchemas), mentioned(r.text, all.DataSourceSchemas)
	shown.ListResourceSchemas, shown.ActionSchemas = mentioned(r.text, all.ListResourceSchemas), mentioned(r.text, all.ActionSchemas)
	shown.EphemeralResourceSchemas = mentioned(r.text, all.EphemeralResourceSchemas)
	return &shown, nil
}

// GetResourceIdentitySchemas implements tfprotov6.ProviderServer.
func (r *recorded) GetResourceIdentitySchemas(ctx context.Context, req *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	all, err := r.server.GetResourceIdentitySchemas(ctx, req)
	if err != nil || r.text == "" {
		return all, err
	}
	shown := *all
	shown.IdentitySchemas = mentioned(r.text, all.IdentitySchemas)
	return &shown, nil
}

// mentioned are the types whose name a text holds.
func mentioned[V any](text string, all map[string]V) map[string]V {
	shown := map[string]V{}
	for name, schema := range all {
		if strings.Contains(text, name) {
			shown[name] = schema
		}
	}
	return shown
}

// ApplyResourceChange implements tfprotov6.ResourceServer.
func (r *recorded) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	r.used.add(resourcesDir, req.TypeName)
	return r.server.ApplyResourceChange(ctx, req)
}

// ReadDataSource implements tfprotov6.DataSourceServer.
func (r *recorded) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	r.used.add(dataSourcesDir, req.TypeName)
	return r.server.ReadDataSource(ctx, req)
}

// ListResource implements tfprotov6.ListResourceServer.
func (r *recorded) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	r.used.add(listsDir, req.TypeName)
	return r.server.ListResource(ctx, req)
}

// OpenEphemeralResource implements tfprotov6.EphemeralResourceServer.
func (r *recorded) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	r.used.add(ephemeralsDir, req.TypeName)
	return r.server.OpenEphemeralResource(ctx, req)
}

// InvokeAction implements tfprotov6.ActionServer.
func (r *recorded) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	r.used.add(actionsDir, req.ActionType)
	return r.server.InvokeAction(ctx, req)
}

// CallFunction implements tfprotov6.FunctionServer.
func (r *recorded) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	r.used.add(functionsDir, req.Name)
	return r.server.CallFunction(ctx, req)
}
