package provider

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Server makes the provider as a protocol server.
func Server(version string) func() tfprotov6.ProviderServer {
	start := serve(newProvider(version))
	return func() tfprotov6.ProviderServer { return start() }
}

func serve(p *dataiku) func() server {
	framework := providerserver.NewProtocol6(p)
	return func() server {
		full, ok := framework().(fullServer)
		if !ok {
			panic("provider: the framework's server lacks a part of the protocol")
		}
		return server{full, &p.runs}
	}
}

// fullServer is everything that the framework serves. Embedding the tfprotov6.ProviderServer alone would hide the
// parts of it that are optional for a server, such as list resources.
type fullServer interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

type server struct {
	fullServer
	runs *runs
}

// UpgradeResourceState shows the run each state that Terraform has: it is called before everything else that is done with an
// object, also with one that is tainted or deposed, of which nothing else tells.
func (s server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	if req.RawState != nil && len(req.RawState.JSON) > 0 {
		s.runs.current().Show(req.TypeName, req.RawState.JSON)
	}
	return s.fullServer.UpgradeResourceState(ctx, req)
}

// ValidateResourceConfig takes an entry or item that is not known as a whole for an object of which no attribute is known: the
// framework misses required attributes in it.
func (s server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	if t := registry.TypeOf(req.TypeName); t != nil && req.Config != nil {
		if value, err := req.Config.Unmarshal(t); err == nil && !value.IsFullyKnown() {
			value, err = tftypes.Transform(value, spread)
			config, encodingErr := tfprotov6.NewDynamicValue(t, value)
			if err == nil && encodingErr == nil {
				spelled := *req
				spelled.Config = &config
				req = &spelled
			}
		}
	}
	return s.fullServer.ValidateResourceConfig(ctx, req)
}

// spread makes an element that is not known an object of which no attribute is known. An attribute may still turn out to be null.
func spread(at *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
	t, isObject := value.Type().(tftypes.Object)
	_, isAttribute := at.LastStep().(tftypes.AttributeName)
	if !isObject || isAttribute || value.IsKnown() {
		return value, nil
	}
	attributes := map[string]tftypes.Value{}
	for name, inner := range t.AttributeTypes {
		attributes[name] = tftypes.NewValue(inner, tftypes.UnknownValue)
	}
	return tftypes.NewValue(t, attributes), nil
}

// PlanResourceChange answers at once when nothing is proposed to change: most objects in most plans. Terraform
// proposes the prior state itself then, and the framework would spend over a millisecond to come to the same answer.
func (s server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	if keepsPrior(req) {
		return &tfprotov6.PlanResourceChangeResponse{
			PlannedState: req.PriorState, PlannedPrivate: req.PriorPrivate, PlannedIdentity: req.PriorIdentity,
		}, nil
	}
	return s.fullServer.PlanResourceChange(ctx, req)
}

// nothing is the null value in MessagePack: the prior state of a new object, the proposed state of a deletion.
const nothing = 0xc0

// keepsPrior tells whether the framework would answer the prior state.
func keepsPrior(req *tfprotov6.PlanResourceChangeRequest) bool {
	prior, proposed := req.PriorState, req.ProposedNewState
	isProposed := prior != nil && proposed != nil && len(prior.MsgPack) > 0 && prior.MsgPack[0] != nothing &&
		bytes.Equal(prior.MsgPack, proposed.MsgPack)
	return isProposed && registry.Keeps(req.TypeName, prior, req.PriorPrivate)
}
