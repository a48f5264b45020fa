package functions

import (
	"context"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// call runs a function by its name; ok is false when it refused.
func call(t *testing.T, name string, arguments ...string) (result string, refused *function.FuncError) {
	t.Helper()
	ctx := context.Background()
	for _, build := range All() {
		var metadata function.MetadataResponse
		f := build()
		if f.Metadata(ctx, function.MetadataRequest{}, &metadata); metadata.Name != name {
			continue
		}
		var values []attr.Value
		for _, argument := range arguments {
			values = append(values, types.StringValue(argument))
		}
		resp := function.RunResponse{Result: function.NewResultData(types.StringUnknown())}
		f.Run(ctx, function.RunRequest{Arguments: function.NewArgumentsData(values)}, &resp)
		value, _ := resp.Result.Value().(types.String)
		return value.ValueString(), resp.Error
	}
	t.Fatalf("no function %s", name)
	return "", nil
}

func TestDerivations(t *testing.T) {
	for _, test := range []struct {
		want, function string
		arguments      []string
	}{
		{"CUSTOMER_CHURN_2026", "project_key", []string{"Customer churn (2026)"}},
		{"CHURN", "project_key", []string{"CHURN"}},
		{"A_B", "project_key", []string{"  a — b  "}},
		{"_A__B_", "project_key", []string{"_a__b_"}},
		{"CAF_AU_LAIT", "project_key", []string{"café au lait"}},
		{"2026", "project_key", []string{"2026"}},
		{"Nightly_build", "scenario_id", []string{"Nightly build"}},
		{"Nightly___build__v1_2_", "scenario_id", []string{"Nightly — build (v1.2)"}},
		{"d_j_", "scenario_id", []string{"déjà"}},
		{"Trigger", "scenario_id", []string{"Trigger"}},
		{"bp.ai_use_case", "govern_id", []string{"blueprint", "ai_use_case"}},
		{"bv.v-1", "govern_id", []string{"blueprint_version", "v-1"}},
		{"ro.reviewer", "govern_id", []string{"role", "reviewer"}},
		{"cp.board", "govern_id", []string{"custom_page", "board"}},
	} {
		got, refused := call(t, test.function, test.arguments...)
		if refused != nil || got != test.want {
			t.Errorf("%s(%q) = %q, %v; want %q", test.function, test.arguments, got, refused, test.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		says      string
		argument  int64
		function  string
		arguments []string
	}{
		{"letter", 0, "project_key", []string{"(?)"}},
		{"letter", 0, "project_key", []string{"___"}},
		{"letter", 0, "project_key", []string{""}},
		{"empty", 0, "scenario_id", []string{""}},
		{"cannot have the identifier trigger", 0, "scenario_id", []string{"trigger"}},
		{"kind must be", 0, "govern_id", []string{"artifact", "x"}},
		{"letters", 1, "govern_id", []string{"blueprint", "AI use case"}},
		{"no prefix", 1, "govern_id", []string{"blueprint", "bp.ai_use_case"}},
		{"letters", 1, "govern_id", []string{"role", ""}},
	} {
		got, refused := call(t, test.function, test.arguments...)
		if refused == nil || refused.FunctionArgument == nil || *refused.FunctionArgument != test.argument ||
			!regexp.MustCompile(test.says).MatchString(refused.Text) {
			t.Errorf("%s(%q) = %q, %v; want argument %d refused with %q", test.function, test.arguments, got, refused, test.argument, test.says)
		}
	}
}
