package attr

import (
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestItemsOfAKind(t *testing.T) {
	users := StringSet("users", "").At("members").OfKind("user", "login", "container").Clears()
	groups := StringSet("groups", "").At("members").OfKind("group", "name", "container").Clears()
	doc, err := client.ParseDocument([]byte(`{"members":[{"container":{"type":"user","login":"ada"},"by":"x"},
		{"container":{"type":"user","login":"bob"}},{"container":{"type":"group","name":"legal"}},{"container":{"type":"robot"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	values := Values{"users": types.SetValueMust(types.StringType, []fwattr.Value{types.StringValue("ada"), types.StringValue("carl")}), "groups": types.SetNull(types.StringType)}
	Writer{}.Write(doc, []Attribute{users, groups}, values)
	want := `{"members":[{"by":"x","container":{"login":"ada","type":"user"}},{"container":{"type":"robot"}},` +
		`{"container":{"login":"carl","type":"user"}}]}`
	if got := client.RenderJSON(doc); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	read, err := Reader{}.Read(doc, []Attribute{users, groups})
	if err != nil || !read["users"].Equal(values["users"]) || !read["groups"].IsNull() {
		t.Errorf("read %v, %v", read, err)
	}
}
