package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// compared is the server with its short cut, which fails the test where the framework would have planned otherwise. The suite
// runs with it, so that the two are compared over every plan of every sample.
type compared struct {
	server
	t       *testing.T
	schemas map[string]*tfprotov6.Schema
}

// resourceSchemas are those that the provider serves.
func resourceSchemas(t *testing.T, s tfprotov6.ProviderServer) map[string]*tfprotov6.Schema {
	t.Helper()
	schemas, err := s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return schemas.ResourceSchemas
}

// PlanResourceChange implements tfprotov6.ProviderServer.
func (c compared) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	got, err := c.server.PlanResourceChange(ctx, req)
	if err != nil || !keepsPrior(req) {
		return got, err
	}
	want, err := c.fullServer.PlanResourceChange(ctx, req)
	if err != nil {
		return nil, err
	}
	differs := func(what string, got, want any) {
		if !reflect.DeepEqual(got, want) {
			c.t.Errorf("%s: the short cut plans other %s than the framework:\n%v\n%v", req.TypeName, what, got, want)
		}
	}
	t := c.schemas[req.TypeName].ValueType()
	if other, err := c.decoded(got.PlannedState, t).Diff(c.decoded(want.PlannedState, t)); err != nil || len(other) > 0 {
		c.t.Errorf("%s: the short cut plans other values than the framework: %v %v", req.TypeName, other, err)
	}
	differs("private data", data(got.PlannedPrivate), data(want.PlannedPrivate))
	differs("replacements", len(got.RequiresReplace), len(want.RequiresReplace))
	differs("diagnostics", len(got.Diagnostics), len(want.Diagnostics))
	if got.PlannedIdentity != nil { // without one, as from Terraform before 1.12, the framework answers an empty one
		differs("identities", got.PlannedIdentity.IdentityData.MsgPack, want.PlannedIdentity.IdentityData.MsgPack)
	}
	return got, nil
}

func (c compared) decoded(value *tfprotov6.DynamicValue, t tftypes.Type) tftypes.Value {
	c.t.Helper()
	decoded, err := value.Unmarshal(t)
	if err != nil {
		c.t.Error(err)
	}
	return decoded
}

// data decodes a private state.
func data(private []byte) map[string]string {
	members := map[string]string{}
	if len(bytes.TrimSpace(private)) > 0 && json.Unmarshal(private, &members) != nil {
		members["unreadable"] = string(private)
	}
	return members
}
