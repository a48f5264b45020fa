package attr_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var open = []attr.Attribute{
	attr.String("name", ""),
	attr.Doc("params", ""),
	attr.SecretMap("secret_params", "").At("params"),
	attr.String("host", "").At("params.host"),
	attr.Secret("password", "").At("params.password"),
	attr.Object("naming_rule", "", attr.String("prefix", "")).At("params.namingRule"),
}

func TestClashesNameTheOtherAttribute(t *testing.T) {
	for name, test := range map[string]struct {
		params  string
		secrets []string
		want    string
	}{
		"nothing shared":    {`{"name":"x","port":1,"namingRule":{"suffix":"x"}}`, []string{"token", "t"}, ""},
		"typed":             {`{"host":"x"}`, nil, "params_json /host host"},
		"nested":            {`{"namingRule":{"prefix":"x"}}`, nil, "params_json /namingRule/prefix naming_rule.prefix"},
		"secret":            {`{"password":"x"}`, nil, "params_json /password password_wo"},
		"secret map":        {`{"token":"x"}`, []string{"token", "t"}, "params_json /token secret_params_wo"},
		"secret, typed":     {`{}`, []string{"password", "t"}, "secret_params_wo /password password_wo"},
		"not an object":     {`[1]`, nil, ""},
		"an object instead": {`{"host":{"deep":1}}`, nil, "params_json /host host"},
	} {
		t.Run(name, func(t *testing.T) {
			config := attr.Values{"params_json": jsontypes.NewNormalizedValue(test.params), "secret_params_wo": stringMap(test.secrets...)}
			var got []string
			for _, c := range attr.Clashes(open, config) {
				got = append(got, c.Attribute+" "+c.Member+" "+c.Other)
			}
			if strings.Join(got, "; ") != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestCiphertextNeverEntersADocument(t *testing.T) {
	doc := parse(t, `{"params":{"host":"h","password":"e:AES:1","token":"e:AES:2","list":[{"name":"a","value":"e:AES:3"}],"free":1}}`)
	for name, reader := range map[string]attr.Reader{
		"imported": {Imported: true},
		"written":  {Prior: attr.Values{"params_json": jsontypes.NewNormalizedValue(`{"token":"t","list":[],"free":2}`)}},
	} {
		values, err := reader.Read(doc, open)
		if err != nil {
			t.Fatal(err)
		}
		if got := values.String("params_json"); got != `{"free":1,"list":[{"name":"a"}]}` {
			t.Errorf("%s: %s", name, got)
		}
	}
}
