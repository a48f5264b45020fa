package attr_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
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

func TestOnlyWhatWasAppliedIsOurs(t *testing.T) {
	checks := []attr.Attribute{attr.StringSet("checks", "")}
	set := func(elements ...string) attr.Values {
		var values []fwattr.Value
		for _, element := range elements {
			values = append(values, types.StringValue(element))
		}
		return attr.Values{"checks": types.SetValueMust(types.StringType, values)}
	}
	applied := attr.Writer{}.Write(client.Document{}, checks, set("a/b", "c"))
	if got := applied.Only(checks, set("a/b", "theirs")); !got["checks"].Equal(set("a/b")["checks"]) {
		t.Errorf("ours is %v", got)
	}
}

func TestWhatHeldOnlySecretsIsNotRead(t *testing.T) {
	doc := parse(t, `{"params":{"a":{"b":{"key":"e:AES:x"}},"c":{"key":"e:AES:y","d":1},"e":{}}}`)
	params := []attr.Attribute{attr.Doc("params", "")}
	read, err := attr.Reader{Imported: true}.Read(doc, params)
	if err != nil || read.String("params_json") != `{"c":{"d":1},"e":{}}` {
		t.Errorf("whole: %v, %v", read, err)
	}
	read, err = attr.Reader{Prior: attr.Values{"params_json": jsontypes.NewNormalizedValue(`{"a":{"b":{}}}`)}}.Read(doc, params)
	if err != nil || read.String("params_json") != `{"a":{"b":{}}}` {
		t.Errorf("what was written: %v, %v", read, err)
	}
}

func TestAnOpenDocumentTakesOverWhatWasSecret(t *testing.T) {
	params := []attr.Attribute{attr.Doc("params", ""), attr.SecretMap("secret_params", "").At("params")}
	doc := parse(t, `{"params":{"a":"e:AES:x","b":"e:AES:y"}}`)
	w := attr.Writer{
		Prior:   attr.Values{"secret_params_wo_version": types.Int64Value(1)},
		Applied: attr.Applied{"secret_params_wo": {"/a", "/b"}},
	}
	w.Write(doc, params, attr.Values{
		"params_json": jsontypes.NewNormalizedValue(`{"a":"plain"}`), "secret_params_wo": types.MapNull(types.StringType),
		"secret_params_wo_version": types.Int64Null(),
	})
	check(t, "a is no secret any more", doc, `{"params":{"a":"plain"}}`)
}

func TestWhatAWriteOnlyMapWroteIsNotRead(t *testing.T) {
	params := []attr.Attribute{attr.Doc("params", ""), attr.SecretMap("secret_params", "").At("params")}
	doc := parse(t, `{"params":{"shown":"in clear","host":"h"}}`)
	read, err := attr.Reader{Imported: true, Applied: attr.Applied{"secret_params_wo": {"/shown"}}}.Read(doc, params)
	if err != nil || read.String("params_json") != `{"host":"h"}` {
		t.Errorf("%v, %v", read, err)
	}
}
