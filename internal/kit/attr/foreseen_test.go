package attr_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestForeseenValuesAreKept(t *testing.T) {
	attributes := []attr.Attribute{attr.String("hash", "").Foreseen(), attr.String("name", ""), attr.String("state", "").Own()}
	planned := attr.Values{"hash": types.StringValue("abc"), "name": types.StringValue("n"), "state": types.StringUnknown()}
	doc := client.Document{"hash": "of the server", "name": "n", "state": "on"}
	read, err := attr.Reader{Prior: planned}.Read(doc, attributes)
	if err != nil || read.String("hash") != "abc" || read.String("state") != "on" {
		t.Errorf("read %v, %v", read, err)
	}
	if read, err = (attr.Reader{Imported: true}).Read(doc, attributes); err != nil || !read["hash"].IsNull() {
		t.Errorf("imported %v, %v", read, err)
	}
	written := client.Document{}
	attr.Writer{Creating: true}.Write(written, attributes, planned)
	if len(written) != 1 {
		t.Errorf("written %v", written)
	}
	if readable := attr.Readable(attributes); len(readable) != 1 || readable[0].Name != "name" {
		t.Errorf("a data source shows %v", readable)
	}
}
