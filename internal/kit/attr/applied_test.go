package attr_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

func TestReleaseTakesOutWhatWasApplied(t *testing.T) {
	settings := []attr.Attribute{attr.Doc("settings", "").At(""), attr.SecretMap("secrets", "").At("").Deep()}
	doc := parse(t, `{"mail":{"host":"theirs"},"limit":1}`)
	applied := attr.Writer{}.Write(doc, settings, attr.Values{
		"settings_json": jsontypes.NewNormalizedValue(`{"mail":{"port":25},"security":{"x":true}}`),
		"secrets_wo":    stringMap("mail.password", "s1"),
	})
	attr.Applied(nil).Release(doc, settings)
	check(t, "nothing was applied", doc, `{"limit":1,"mail":{"host":"theirs","password":"s1","port":25},"security":{"x":true}}`)
	applied.Release(doc, settings)
	check(t, "all that was applied", doc, `{"limit":1,"mail":{"host":"theirs"}}`)
}
