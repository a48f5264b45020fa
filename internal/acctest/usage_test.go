package acctest_test

import (
	"context"
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
		"dataiku": func() (tfprotov6.ProviderServer, error) { return &recorded{newServer(), n.used}, nil },
	}
}

type recorded struct {
	server
	used *usage
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
