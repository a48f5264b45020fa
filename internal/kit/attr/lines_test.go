package attr_test

import (
	"context"
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var packages = []attr.Attribute{
	attr.StringList("packages", "").Lines(),
	attr.StringList("options", "").Lines().Clears(),
}

func stringList(items ...string) types.List {
	elements := []fwattr.Value{}
	for _, item := range items {
		elements = append(elements, types.StringValue(item))
	}
	return types.ListValueMust(types.StringType, elements)
}

func TestLinesAreOneText(t *testing.T) {
	doc := parse(t, `{"packages":"a\n\n  b \n","options":"x"}`)
	values, err := attr.Reader{}.Read(doc, packages)
	if err != nil {
		t.Fatal(err)
	}
	if want := stringList("a", "b"); !values["packages"].Equal(want) {
		t.Errorf("read %v, want %v", values["packages"], want)
	}
	attr.Writer{Prior: values}.Write(doc, packages, attr.Values{"packages": stringList("a", "b"), "options": types.ListNull(types.StringType)})
	check(t, "the same lines", doc, `{"packages":"a\n\n  b \n","options":""}`)
	attr.Writer{}.Write(doc, packages, attr.Values{"packages": stringList("b", "a, c")})
	check(t, "other lines", doc, `{"packages":"b\na, c","options":""}`)
	attr.Writer{}.Write(doc, packages, attr.Values{"packages": stringList()})
	check(t, "no lines", doc, `{"packages":"","options":""}`)
	if values, err = (attr.Reader{}).Read(doc, packages); err != nil || !values["packages"].Equal(stringList()) {
		t.Errorf("read %v, %v; want no lines", values["packages"], err)
	}
}

func TestLinesRefuseWhatIsNotALine(t *testing.T) {
	for line, fine := range map[string]bool{
		"bokeh<2.0": true, "# a comment": true, "x": true, "": false, " x": false, "x ": false, "x\ny": false, "x\n": false,
	} {
		refused := false
		for _, v := range attr.Validators[validator.List](packages[0]) {
			var resp validator.ListResponse
			v.ValidateList(context.Background(), validator.ListRequest{ConfigValue: stringList(line)}, &resp)
			refused = refused || resp.Diagnostics.HasError()
		}
		if refused == fine {
			t.Errorf("%q: refused is %v", line, refused)
		}
	}
}
