package attr_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

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

func TestClashesOfMaps(t *testing.T) {
	group := []attr.Attribute{
		attr.String("name", ""),
		attr.Object("abilities", "", attr.Bool("may_create", ""), attr.String("regex", "").At("limits.regex")).At(""),
		attr.BoolMap("permissions", "").At("").Inline(),
	}
	connection := []attr.Attribute{
		attr.StringMap("properties", "").At("params.properties").Items("name"),
		attr.SecretMap("secret_properties", "").At("params.properties").Items("name"),
	}
	rules := []attr.Attribute{attr.ObjectList("rule", "", attr.String("name", ""), attr.Doc("more", "").At(""))}
	flags := func(entries map[string]fwattr.Value) fwattr.Value { return types.MapValueMust(types.BoolType, entries) }
	more := attr.Values{"name": types.StringNull(), "more_json": jsontypes.NewNormalizedValue(`{"name":"x"}`)}
	for name, test := range map[string]struct {
		attributes []attr.Attribute
		config     attr.Values
		want       string
	}{
		"free":     {group, attr.Values{"permissions": flags(map[string]fwattr.Value{"mayFly": types.BoolValue(true)})}, ""},
		"identity": {group, attr.Values{"permissions": flags(map[string]fwattr.Value{"name": types.BoolValue(true)})}, "permissions /name name"},
		"not known yet": {
			group,
			attr.Values{"permissions": flags(map[string]fwattr.Value{"mayCreate": types.BoolUnknown()})},
			"permissions /mayCreate abilities.may_create",
		},
		"around":     {group, attr.Values{"permissions": flags(map[string]fwattr.Value{"limits": types.BoolValue(true)})}, "permissions /limits/regex abilities.regex"},
		"two lists":  {connection, attr.Values{"properties": stringMap("a", "1", "b", "2"), "secret_properties_wo": stringMap("b", "s")}, "properties /b secret_properties_wo"},
		"one of two": {connection, attr.Values{"properties": stringMap("a", "1"), "secret_properties_wo": stringMap("b", "s")}, ""},
		"nested": {
			rules, attr.Values{"rule": types.ListValueMust(attr.ObjectType(rules[0].Children), []fwattr.Value{
				types.ObjectValueMust(attr.ObjectType(rules[0].Children).AttrTypes, more),
			})}, "rule[0].more_json /name rule[0].name",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, c := range attr.Clashes(test.attributes, test.config) {
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

func TestDeepSecrets(t *testing.T) {
	settings := []attr.Attribute{
		attr.Doc("settings", "").At(""),
		attr.SecretMap("secrets", "").At("").Deep(),
		attr.Secret("password", "").At("mail.password"),
	}
	config := attr.Values{
		"settings_json": jsontypes.NewNormalizedValue(`{"proxy":{"host":"h"},"mail":{"host":"h"}}`),
		"secrets_wo":    stringMap("proxy.password", "s1"),
	}
	if clashes := attr.Clashes(settings, config); len(clashes) > 0 {
		t.Errorf("clashes %v", clashes)
	}
	for _, nowhere := range []string{"", ".", "a..b"} { // the schema refuses them, after the checks of the configuration
		attr.Clashes(settings, attr.Values{"secrets_wo": stringMap(nowhere, "s1")})
	}
	doc := parse(t, `{"proxy":{"port":1},"mail":{}}`)
	applied := attr.Writer{}.Write(doc, settings, config)
	check(t, "laid into the object", doc, `{"mail":{"host":"h"},"proxy":{"host":"h","password":"s1","port":1}}`)
	if got := applied["secrets_wo"]; len(got) != 1 || got[0] != "/proxy/password" {
		t.Errorf("applied %v", got)
	}
	for secret, want := range map[string]string{"mail.password": "secrets_wo /mail/password password_wo", "proxy.host": "settings_json /proxy/host secrets_wo"} {
		config["secrets_wo"] = stringMap(secret, "s1")
		clashes := attr.Clashes(settings, config)
		if len(clashes) != 1 || clashes[0].Attribute+" "+clashes[0].Member+" "+clashes[0].Other != want {
			t.Errorf("%s: clashes %v", secret, clashes)
		}
	}
}
