package provider

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// configured resolves settings the way Configure does.
func configured(t *testing.T, model providerModel, env map[string]string, home string) (s *settings, dssConfig client.Config, dssError error, governConfig client.Config, governError error) {
	t.Helper()
	s = &settings{model: model, env: func(name string) string { return env[name] }, home: home, unknown: map[string]bool{}}
	base := s.common(t.Context())
	dssConfig, dssError = s.dss(base)
	governConfig, governError = s.govern(t.Context(), base)
	return s, dssConfig, dssError, governConfig, governError
}

func TestMissingNodesAreErrorsOnlyWhenNeeded(t *testing.T) {
	s, _, dssError, _, governError := configured(t, providerModel{}, map[string]string{"DATAIKU_HOST": "https://x"}, t.TempDir())
	if s.problems.HasError() {
		t.Fatal(s.problems)
	}
	for _, c := range []struct {
		err   error
		names []string
	}{
		{dssError, []string{"api_key", "DATAIKU_API_KEY"}},
		{governError, []string{"govern.host", "DATAIKU_GOVERN_HOST", "govern.api_key", "DATAIKU_GOVERN_API_KEY"}},
	} {
		for _, name := range c.names {
			if c.err == nil || !strings.Contains(c.err.Error(), name) {
				t.Errorf("%v does not name %s", c.err, name)
			}
		}
	}
}

func TestUnknownSettingsAreNamed(t *testing.T) {
	env := map[string]string{
		"DATAIKU_HOST": "https://x", "DATAIKU_API_KEY": "k", "DATAIKU_GOVERN_HOST": "https://g", "DATAIKU_GOVERN_API_KEY": "gk",
	}
	headers := types.MapValueMust(types.StringType, map[string]attr.Value{"X-Gate": types.StringUnknown(), "X-None": types.StringNull()})
	object := func(of map[string]attr.Type, values map[string]attr.Value) types.Object {
		all := map[string]attr.Value{}
		for name, t := range of {
			if all[name] = values[name]; values[name] == nil {
				value, err := t.ValueFromTerraform(context.Background(), tftypes.NewValue(t.TerraformType(context.Background()), nil))
				if err != nil {
					panic(err)
				}
				all[name] = value
			}
		}
		return types.ObjectValueMust(of, all)
	}
	tlsTypes := map[string]attr.Type{
		"ca_file": types.StringType, "ca_pem": types.StringType, "client_certificate": types.StringType, "client_key": types.StringType,
		"insecure_skip_verify": types.BoolType,
	}
	governTypes := map[string]attr.Type{
		"host": types.StringType, "api_key": types.StringType, "auth_method": types.StringType,
		"http_headers": types.MapType{ElemType: types.StringType}, "tls": types.ObjectType{AttrTypes: tlsTypes},
	}
	for _, c := range []struct {
		name              string
		model             providerModel
		dssNames, govName string // "" where the node can be used
	}{
		{name: "host", model: providerModel{Host: types.StringUnknown()}, dssNames: "host"},
		{name: "profile", model: providerModel{Profile: types.StringUnknown()}, dssNames: "profile"},
		{name: "profile of which nothing is needed", model: providerModel{Profile: types.StringUnknown(), Host: types.StringValue("https://x"), APIKey: types.StringValue("k")}},
		{name: "all headers", model: providerModel{HTTPHeaders: types.MapUnknown(types.StringType)}, dssNames: "http_headers", govName: "http_headers"},
		{name: "a header", model: providerModel{HTTPHeaders: headers}, dssNames: `http_headers["X-Gate"]`, govName: `http_headers["X-Gate"]`},
		{name: "tls", model: providerModel{TLS: types.ObjectUnknown(tlsTypes)}, dssNames: "tls", govName: "tls"},
		{
			name:     "a certificate",
			model:    providerModel{TLS: object(tlsTypes, map[string]attr.Value{"ca_pem": types.StringUnknown()})},
			dssNames: "tls.ca_pem", govName: "tls.ca_pem",
		},
		{name: "govern", model: providerModel{Govern: types.ObjectUnknown(governTypes)}, govName: "govern"},
		{
			name:    "a header of Govern",
			model:   providerModel{Govern: object(governTypes, map[string]attr.Value{"http_headers": headers})},
			govName: `govern.http_headers["X-Gate"]`,
		},
		{name: "limits", model: providerModel{RequestTimeout: types.StringUnknown(), MaxRetries: types.Int64Unknown(), AdoptExisting: types.BoolUnknown()}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _, dssError, _, governError := configured(t, c.model, env, t.TempDir())
			if s.problems.HasError() {
				t.Fatal(s.problems)
			}
			for _, node := range []struct {
				err  error
				name string
			}{{dssError, c.dssNames}, {governError, c.govName}} {
				if node.name == "" {
					if node.err != nil {
						t.Errorf("got %v", node.err)
					}
					continue
				}
				if !errors.Is(node.err, kit.ErrNotKnownYet) || !strings.Contains(node.err.Error(), "the provider's "+node.name+" depends on a value that is known only after apply") {
					t.Errorf("got %v, want %s to be named", node.err, node.name)
				}
			}
		})
	}
}

func TestHeadersWithoutAValueAreNotSent(t *testing.T) {
	headers := types.MapValueMust(types.StringType, map[string]attr.Value{"X-Gate": types.StringValue("1"), "X-None": types.StringNull()})
	_, config, err, _, _ := configured(t, providerModel{HTTPHeaders: headers}, map[string]string{"DATAIKU_HOST": "https://x", "DATAIKU_API_KEY": "k"}, t.TempDir())
	if err != nil || len(config.Headers) != 1 || config.Headers["X-Gate"] != "1" {
		t.Errorf("got %v, %v", config.Headers, err)
	}
}

func TestGovernHasTLSVariablesOfItsOwn(t *testing.T) {
	env := map[string]string{
		"DATAIKU_GOVERN_HOST": "https://g", "DATAIKU_GOVERN_API_KEY": "gk", "DATAIKU_CA_FILE": "dss.pem", "DATAIKU_GOVERN_CA_FILE": "govern.pem",
	}
	_, dssConfig, _, governConfig, err := configured(t, providerModel{}, env, t.TempDir())
	if err != nil || dssConfig.TLS.CABundleFile != "dss.pem" || governConfig.TLS.CABundleFile != "govern.pem" {
		t.Errorf("got %+v and %+v, %v", dssConfig.TLS, governConfig.TLS, err)
	}
	env["DATAIKU_INSECURE_SKIP_VERIFY"] = "true"
	if _, _, _, config, _ := configured(t, providerModel{}, env, t.TempDir()); config.TLS.InsecureSkipVerify {
		t.Error("Govern has TLS settings of its own, and still the certificate is not checked as for DSS")
	}
}

func TestGovernTakesTheCommonSettings(t *testing.T) {
	headers := types.MapValueMust(types.StringType, map[string]attr.Value{"X-Gate": types.StringValue("1")})
	env := map[string]string{"DATAIKU_GOVERN_HOST": "https://g", "DATAIKU_GOVERN_API_KEY": "gk", "DATAIKU_CA_PEM": "pem", "DATAIKU_MAX_RETRIES": "0"}
	_, _, _, config, err := configured(t, providerModel{HTTPHeaders: headers, RequestTimeout: types.StringValue("2m")}, env, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if config.URL != "https://g" || config.Headers["X-Gate"] != "1" || config.TLS.CABundlePEM != "pem" || config.RequestTimeout.Minutes() != 2 || config.MaxRetries >= 0 {
		t.Errorf("got %+v", config)
	}
}

func TestBadSettingsAreNamed(t *testing.T) {
	for _, c := range []struct {
		name  string
		model providerModel
		env   map[string]string
		want  string
	}{
		{name: "duration", model: providerModel{RequestTimeout: types.StringValue("soon")}, want: "soon"},
		{name: "negative duration", model: providerModel{RequestTimeout: types.StringValue("-1s")}, want: "-1s"},
		{name: "number", env: map[string]string{"DATAIKU_MAX_CONCURRENT_REQUESTS": "many"}, want: "DATAIKU_MAX_CONCURRENT_REQUESTS"},
		{name: "boolean", env: map[string]string{"DATAIKU_INSECURE_SKIP_VERIFY": "on"}, want: "DATAIKU_INSECURE_SKIP_VERIFY"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _, _, _, _ := configured(t, c.model, c.env, t.TempDir())
			if !s.problems.HasError() || !strings.Contains(s.problems.Errors()[0].Detail(), c.want) {
				t.Errorf("got %v, want an error about %s", s.problems, c.want)
			}
		})
	}
}

func TestAdoptingIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		name  string
		value types.Bool
		env   string
		want  bool
	}{
		{name: "unset", value: types.BoolNull()},
		{name: "not known yet", value: types.BoolUnknown(), env: "true"},
		{name: "attribute", value: types.BoolValue(true), want: true},
		{name: "environment", value: types.BoolNull(), env: "true", want: true},
		{name: "attribute before the environment", value: types.BoolValue(false), env: "true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &settings{env: func(string) string { return c.env }, unknown: map[string]bool{}}
			if got := s.flag("adopt_existing", c.value, "DATAIKU_ADOPT_EXISTING"); got != c.want || s.problems.HasError() {
				t.Errorf("got %v, %v", got, s.problems)
			}
		})
	}
}
