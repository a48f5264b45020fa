package attr_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestNumbersKeepTheirDecimals(t *testing.T) {
	share := []attr.Attribute{attr.Number("share", "")}
	for _, text := range []string{"0.1", "0.5", "-1", "2", "9007199254740993", "1234567890.000000001"} {
		configured, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven) // as Terraform reads a configuration
		if err != nil {
			t.Fatal(err)
		}
		values := attr.Values{"share": types.NumberValue(configured)}
		doc := parse(t, `{}`)
		attr.Writer{}.Write(doc, share, values)
		check(t, "written", doc, `{"share":`+text+`}`)
		read, err := attr.Reader{Prior: values}.Read(doc, share)
		if err != nil || !read["share"].Equal(values["share"]) {
			t.Errorf("%s: read %v, %v", text, read["share"], err)
		}
	}
	same := parse(t, `{"share":"1.50"}`)
	if read, err := (attr.Reader{}).Read(same, share); err != nil || !read["share"].Equal(types.NumberValue(big.NewFloat(1.5))) {
		t.Errorf("a text: %v, %v", read["share"], err)
	}
	for _, text := range []string{`"much"`, `true`, `{}`, `"Infinity"`} {
		if _, err := (attr.Reader{}).Read(parse(t, `{"share":`+text+`}`), share); err == nil {
			t.Errorf("%s is taken for a number", text)
		}
	}
}
