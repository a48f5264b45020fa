package attr_test

import (
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestEmptySetRemovesAllElements(t *testing.T) {
	doc := parse(t, `{"groups":["a","b"]}`)
	values := attr.Values{"groups": types.SetValueMust(types.StringType, []fwattr.Value{})}
	attr.Writer{Prior: attr.Values{}}.Write(doc, []attr.Attribute{attr.StringSet("groups", "")}, values)
	check(t, "emptied", doc, `{"groups":[]}`)
}
