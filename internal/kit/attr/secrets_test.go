package attr_test

import (
	"slices"
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestSecretsOfAnOperation(t *testing.T) {
	child := []attr.Attribute{attr.String("name", ""), attr.Secret("password", "").At("auth.pass")}
	attributes := []attr.Attribute{
		attr.String("login", ""), attr.Secret("token", "").At("params.tok"), attr.SecretMap("secret_params", "").At("params").Deep(),
		attr.SecretMap("secret_properties", "").At("params.properties").Items("name"),
		attr.JSON("variables", "").Sensitive(), attr.ObjectMap("sources", "name", "", child...),
	}
	source := types.ObjectValueMust(attr.ObjectType(child).AttrTypes, attr.Values{
		"name": types.StringValue("n"), "password_wo": types.StringValue("in-a-map"), "password_wo_version": types.Int64Null(),
	})
	config := attr.Values{
		"login": types.StringValue("ada"), "token_wo": types.StringValue("token-1"),
		"secret_params_wo":     types.MapValueMust(types.StringType, map[string]fwattr.Value{"config.passcode": types.StringValue("passcode-1")}),
		"secret_properties_wo": types.MapValueMust(types.StringType, map[string]fwattr.Value{"proxy": types.StringValue("property-1")}),
		"variables_json":       types.StringValue(`{"a": ["leaf-1", 4711, true]}`),
		"sources":              types.MapValueMust(attr.ObjectType(child), map[string]fwattr.Value{"s": source}),
	}
	got := attr.Secrets(attributes, attr.Applied{"secret_params_wo": {"/other/key~1file"}, "secret_properties_wo": {"/old"}}, config, nil)
	for _, value := range []string{"token-1", "passcode-1", "property-1", "leaf-1", "4711", `{"a": ["leaf-1", 4711, true]}`, "in-a-map"} {
		if !slices.Contains(got.Values, value) {
			t.Errorf("%s is not known to be secret: %q", value, got.Values)
		}
	}
	slices.Sort(got.Members)
	if want := []string{"key/file", "pass", "passcode", "tok", "variables"}; !slices.Equal(got.Members, want) {
		t.Errorf("members are %q, want %q", got.Members, want)
	}
	if slices.Contains(got.Values, "ada") || got.Answers {
		t.Errorf("got %+v", got)
	}
	if !attr.Secrets([]attr.Attribute{attr.String("key", "").Kept()}, nil).Answers {
		t.Error("a key that the server makes comes with its answer")
	}
}

func TestSensitiveValuesAreNotQuoted(t *testing.T) {
	attributes := []attr.Attribute{attr.JSON("variables", "").Sensitive(), attr.String("content", "").Sensitive()}
	lost := attr.Unkept(attributes,
		attr.Values{"variables_json": types.StringValue(`{"a":"hidden-1"}`), "content": types.StringValue("hidden-2")},
		attr.Values{"variables_json": types.StringValue(`{"a":"hidden-3"}`), "content": types.StringValue("hidden-4")})
	if len(lost) != 2 || lost[0].Member != "variables_json /a" || lost[0].Sent != lost[1].Sent || lost[0].Got != "another one" {
		t.Errorf("got %+v", lost)
	}
}
