package attr

import (
	"testing"

	action "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestNullElementsAreRefused(t *testing.T) {
	elements := []types.String{types.StringValue("a"), types.StringNull()}
	set, _ := types.SetValueFrom(t.Context(), types.StringType, elements)
	list, _ := types.ListValueFrom(t.Context(), types.StringType, elements)
	mapped, _ := types.MapValueFrom(t.Context(), types.StringType, map[string]types.String{"a": types.StringNull()})
	at := path.Root("x")
	for _, a := range []Attribute{
		StringSet("x", ""), StringList("x", ""), StringMap("x", ""), SecretMap("x", ""), ObjectMap("x", "name", ""), ObjectList("x", ""),
	} {
		var setAnswer validator.SetResponse
		var listAnswer validator.ListResponse
		var mapAnswer validator.MapResponse
		switch s := a.resource().(type) {
		case resource.SetAttribute:
			for _, v := range s.Validators {
				v.ValidateSet(t.Context(), validator.SetRequest{Path: at, ConfigValue: set}, &setAnswer)
			}
		case resource.ListAttribute:
			for _, v := range s.Validators {
				v.ValidateList(t.Context(), validator.ListRequest{Path: at, ConfigValue: list}, &listAnswer)
			}
		case resource.ListNestedAttribute:
			for _, v := range s.Validators {
				v.ValidateList(t.Context(), validator.ListRequest{Path: at, ConfigValue: list}, &listAnswer)
			}
		case resource.MapAttribute:
			for _, v := range s.Validators {
				v.ValidateMap(t.Context(), validator.MapRequest{Path: at, ConfigValue: mapped}, &mapAnswer)
			}
		case resource.MapNestedAttribute:
			for _, v := range s.Validators {
				v.ValidateMap(t.Context(), validator.MapRequest{Path: at, ConfigValue: mapped}, &mapAnswer)
			}
		}
		if !setAnswer.Diagnostics.HasError() && !listAnswer.Diagnostics.HasError() && !mapAnswer.Diagnostics.HasError() {
			t.Errorf("%T takes a null", a.resource())
		}
	}
}

func TestActionsTakeNoNullElements(t *testing.T) {
	s, _ := ActionSchema([]Attribute{StringSet("x", "")})["x"].(action.SetAttribute)
	set, _ := types.SetValueFrom(t.Context(), types.StringType, []types.String{types.StringNull()})
	var answer validator.SetResponse
	for _, v := range s.Validators {
		v.ValidateSet(t.Context(), validator.SetRequest{Path: path.Root("x"), ConfigValue: set}, &answer)
	}
	if !answer.Diagnostics.HasError() {
		t.Error("an action takes a null")
	}
}

func TestTextsAreOfTheirKind(t *testing.T) {
	const object, list = `{"a":1}`, `[1]`
	for fits, a := range map[string]Attribute{object: Doc("x", ""), list: JSON("x", "").Validate(ListText())} {
		s, _ := a.resource().(resource.StringAttribute)
		for _, text := range []string{object, list, `null`, `"a"`} {
			var answer validator.StringResponse
			for _, v := range s.Validators {
				v.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("x_json"), ConfigValue: types.StringValue(text)}, &answer)
			}
			if answer.Diagnostics.HasError() == (text == fits) {
				t.Errorf("%s instead of %s: %v", text, fits, answer.Diagnostics)
			}
		}
	}
}
