package provider

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// kind is what is no resource and has arguments: the schemas by type, and what validates a configuration.
type kind struct {
	schemas  map[string]*tfprotov6.Schema
	validate func(typeName string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error)
}

func kinds(t *testing.T, s tfprotov6.ProviderServer) map[string]kind {
	t.Helper()
	full, isFull := s.(fullServer)
	all, err := s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || !isFull {
		t.Fatal(err, isFull)
	}
	actions := map[string]*tfprotov6.Schema{}
	for name, action := range all.ActionSchemas {
		actions[name] = action.Schema
	}
	return map[string]kind{
		"data source": {all.DataSourceSchemas, func(name string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
			resp, err := s.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: config})
			return resp.Diagnostics, err
		}},
		"ephemeral resource": {all.EphemeralResourceSchemas, func(name string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
			resp, err := s.ValidateEphemeralResourceConfig(t.Context(), &tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: name, Config: config})
			return resp.Diagnostics, err
		}},
		"list resource": {all.ListResourceSchemas, func(name string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
			resp, err := full.ValidateListResourceConfig(t.Context(), &tfprotov6.ValidateListResourceConfigRequest{TypeName: name, Config: config})
			return resp.Diagnostics, err
		}},
		"action": {actions, func(name string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
			resp, err := full.ValidateActionConfig(t.Context(), &tfprotov6.ValidateActionConfigRequest{ActionType: name, Config: config})
			return resp.Diagnostics, err
		}},
	}
}

// TestUnknownArguments validates arguments that are not known yet: all of them, and each optional one beside the required ones.
func TestUnknownArguments(t *testing.T) {
	for kind, of := range kinds(t, Server("test")()) {
		for name, schema := range of.schemas {
			objectType, _ := schema.ValueType().(tftypes.Object)
			var optional []string
			for _, a := range schema.Block.Attributes {
				if a.Optional {
					optional = append(optional, a.Name)
				}
			}
			for _, unknown := range append([][]string{optional}, single(optional)...) {
				values := map[string]tftypes.Value{}
				for _, a := range schema.Block.Attributes {
					var value any
					if a.Required || slices.Contains(unknown, a.Name) {
						value = tftypes.UnknownValue
					}
					values[a.Name] = tftypes.NewValue(objectType.AttributeTypes[a.Name], value)
				}
				config, err := tfprotov6.NewDynamicValue(objectType, tftypes.NewValue(objectType, values))
				if err != nil {
					t.Fatal(err)
				}
				problems, err := of.validate(name, &config)
				if err != nil || len(problems) > 0 {
					t.Errorf("%s %s with unknown %s: %v %s", kind, name, strings.Join(unknown, ", "), err, texts(problems))
				}
			}
		}
	}
}

func single(names []string) [][]string {
	var all [][]string
	for _, name := range names {
		all = append(all, []string{name})
	}
	return all
}

func texts(problems []*tfprotov6.Diagnostic) string {
	var lines []string
	for _, problem := range problems {
		lines = append(lines, problem.Summary+": "+problem.Detail)
	}
	return strings.Join(lines, "\n")
}
