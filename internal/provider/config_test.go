package provider

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// configured resolves settings the way Configure does.
func configured(t *testing.T, model providerModel, env map[string]string, home string) (s *settings, dssConfig client.Config, dssError error, governConfig client.Config, governError error) {
	t.Helper()
	s = &settings{model: model, env: func(name string) string { return env[name] }, unknown: map[string]bool{}}
	s.loadProfile(home)
	base := s.common(t.Context())
	dssConfig, dssError = s.dss(base)
	governConfig, governError = s.govern(t.Context(), base)
	return s, dssConfig, dssError, governConfig, governError
}

func writeProfile(t *testing.T, text string) string {
	t.Helper()
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, ".dataiku"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, ".dataiku", "config.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return home
}

func TestEachSettingIsChosenAlone(t *testing.T) {
	home := writeProfile(t, `{"dss_instances": {
		"main": {"url": "https://profile", "api_key": "profile-key"},
		"other": {"url": "https://other", "api_key": "other-key", "no_check_certificate": true}}, "default_instance": "main"}`)
	for _, c := range []struct {
		name      string
		model     providerModel
		env       map[string]string
		url, key  string
		unchecked bool
	}{
		{name: "default profile", url: "https://profile", key: "profile-key"},
		{name: "named profile", model: providerModel{Profile: types.StringValue("other")}, url: "https://other", key: "other-key", unchecked: true},
		{name: "profile from the environment", env: map[string]string{"DATAIKU_PROFILE": "other"}, url: "https://other", key: "other-key", unchecked: true},
		{name: "vendor's environment before the profile", env: map[string]string{"DKU_DSS_URL": "https://dku", "DKU_API_KEY": "dku"}, url: "https://dku", key: "dku"},
		{
			name: "own environment before the vendor's",
			env:  map[string]string{"DKU_DSS_URL": "https://dku", "DATAIKU_HOST": "https://env", "DKU_API_KEY": "dku"}, url: "https://env", key: "dku",
		},
		{
			name:  "attribute before all",
			model: providerModel{Host: types.StringValue("https://attribute")},
			env:   map[string]string{"DATAIKU_HOST": "https://env", "DATAIKU_API_KEY": "env"}, url: "https://attribute", key: "env",
		},
		{
			name:  "no_check_certificate counts for its own host only",
			model: providerModel{Profile: types.StringValue("other"), Host: types.StringValue("https://attribute")}, url: "https://attribute", key: "other-key",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, config, err, _, _ := configured(t, c.model, c.env, home)
			if err != nil || s.problems.HasError() {
				t.Fatal(err, s.problems)
			}
			if config.URL != c.url || config.APIKey != c.key || config.TLS.InsecureSkipVerify != c.unchecked {
				t.Errorf("got %q %q unchecked=%v", config.URL, config.APIKey, config.TLS.InsecureSkipVerify)
			}
			if warned := s.problems.WarningsCount() > 0; warned != c.unchecked {
				t.Errorf("warning about unchecked certificates: %v", warned)
			}
		})
	}
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

func TestUnknownHostNamesTheAttribute(t *testing.T) {
	_, _, err, _, _ := configured(t, providerModel{Host: types.StringUnknown()}, map[string]string{"DATAIKU_API_KEY": "k"}, t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "host depends on a value that is known only after apply") {
		t.Errorf("got %v", err)
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
		home  string
		want  string
	}{
		{name: "duration", model: providerModel{RequestTimeout: types.StringValue("soon")}, want: "soon"},
		{name: "negative duration", model: providerModel{RequestTimeout: types.StringValue("-1s")}, want: "-1s"},
		{name: "number", env: map[string]string{"DATAIKU_MAX_CONCURRENT_REQUESTS": "many"}, want: "DATAIKU_MAX_CONCURRENT_REQUESTS"},
		{name: "boolean", env: map[string]string{"DATAIKU_INSECURE_SKIP_VERIFY": "on"}, want: "DATAIKU_INSECURE_SKIP_VERIFY"},
		{name: "missing profile file", model: providerModel{Profile: types.StringValue("p")}, want: "config.json"},
		{name: "unknown profile", model: providerModel{Profile: types.StringValue("p")}, home: `{"dss_instances":{}}`, want: `no instance "p"`},
		{name: "broken profile file", home: `{`, want: "config.json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			home := t.TempDir()
			if c.home != "" {
				home = writeProfile(t, c.home)
			}
			s, _, _, _, _ := configured(t, c.model, c.env, home)
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
			s := &settings{env: func(string) string { return c.env }}
			if got := s.flag("adopt_existing", c.value, "DATAIKU_ADOPT_EXISTING"); got != c.want || s.problems.HasError() {
				t.Errorf("got %v, %v", got, s.problems)
			}
		})
	}
}
