package provider

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

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

const twoProfiles = `{"dss_instances": {
	"main": {"url": "https://profile", "api_key": "profile-key"}, "keyless": {"url": "https://keyless"},
	"other": {"url": "https://other", "api_key": "other-key", "no_check_certificate": true}}, "default_instance": "main"}`

func TestAddressAndKeyComeFromOnePlace(t *testing.T) {
	home := writeProfile(t, twoProfiles)
	named := func(name string) providerModel { return providerModel{Profile: types.StringValue(name)} }
	for _, c := range []struct {
		name      string
		model     providerModel
		env       map[string]string
		url, key  string
		unchecked bool
	}{
		{name: "default profile", url: "https://profile", key: "profile-key"},
		{name: "named profile", model: named("other"), url: "https://other", key: "other-key", unchecked: true},
		{name: "profile from the environment", env: map[string]string{"DATAIKU_PROFILE": "other"}, url: "https://other", key: "other-key", unchecked: true},
		{name: "vendor's environment before the profile", env: map[string]string{"DKU_DSS_URL": "https://dku", "DKU_API_KEY": "dku"}, url: "https://dku", key: "dku"},
		{
			name: "own environment before the vendor's",
			env:  map[string]string{"DKU_DSS_URL": "https://dku", "DKU_API_KEY": "dku", "DATAIKU_HOST": "https://env", "DATAIKU_API_KEY": "env"},
			url:  "https://env", key: "env",
		},
		{
			name: "named profile before the environment", model: named("other"),
			env: map[string]string{"DATAIKU_HOST": "https://env", "DATAIKU_API_KEY": "env", "DKU_DSS_URL": "https://dku", "DKU_API_KEY": "dku"},
			url: "https://other", key: "other-key", unchecked: true,
		},
		{
			name: "environment before a profile that it names itself",
			env:  map[string]string{"DATAIKU_PROFILE": "other", "DATAIKU_HOST": "https://env", "DATAIKU_API_KEY": "env"}, url: "https://env", key: "env",
		},
		{
			name:  "address from the block",
			model: providerModel{Host: types.StringValue("https://attribute")},
			env:   map[string]string{"DATAIKU_HOST": "https://env", "DATAIKU_API_KEY": "env"}, url: "https://attribute", key: "env",
		},
		{
			name:  "key from the block",
			model: providerModel{APIKey: types.StringValue("attribute")},
			env:   map[string]string{"DATAIKU_HOST": "https://env"}, url: "https://env", key: "attribute",
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

func TestKeysDoNotTravelToOtherAddresses(t *testing.T) {
	home := writeProfile(t, twoProfiles)
	for _, c := range []struct {
		name  string
		model providerModel
		env   map[string]string
		want  []string
	}{
		{
			name: "address of the environment, key of the profile", env: map[string]string{"DATAIKU_HOST": "https://env"},
			want: []string{"DATAIKU_HOST", "https://env", `api_key of the profile "main"`, "config.json"},
		},
		{
			name: "key of the environment, address of the profile", env: map[string]string{"DATAIKU_API_KEY": "env-key"},
			want: []string{"DATAIKU_API_KEY", `url of the profile "main"`, "https://profile"},
		},
		{
			name: "own environment and the vendor's", env: map[string]string{"DATAIKU_HOST": "https://env", "DKU_API_KEY": "dku-key"},
			want: []string{"DATAIKU_HOST", "DKU_API_KEY"},
		},
		{
			name: "profile without a key, key of the environment", model: providerModel{Profile: types.StringValue("keyless")},
			env:  map[string]string{"DATAIKU_HOST": "https://env", "DATAIKU_API_KEY": "env-key"},
			want: []string{`url of the profile "keyless"`, "https://keyless", "DATAIKU_API_KEY"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, config, err, _, _ := configured(t, c.model, c.env, home)
			if err == nil || s.problems.HasError() || config.APIKey != "" {
				t.Fatalf("got %v, %v, a key for %q: want an error for the moment the node is needed", err, s.problems, config.URL)
			}
			for _, word := range append(c.want, "provider block (host or api_key)") {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("the error does not name %s: %v", word, err)
				}
			}
			for _, key := range []string{"env-key", "dku-key", "profile-key"} {
				if strings.Contains(err.Error(), key) {
					t.Errorf("the error shows a key: %v", err)
				}
			}
		})
	}
}

func TestProfilesAreReadOnlyForWhatTheyGive(t *testing.T) {
	complete := map[string]string{"DATAIKU_HOST": "https://env", "DATAIKU_API_KEY": "env"}
	for _, text := range []string{`{`, `{"dss_instances": {}, "default_instance": "gone"}`} {
		home := writeProfile(t, text)
		s, config, err, _, _ := configured(t, providerModel{}, complete, home)
		if err != nil || s.problems.HasError() || config.URL != "https://env" {
			t.Errorf("%s: got %v, %v", text, err, s.problems)
		}
		govern := map[string]string{"DATAIKU_GOVERN_HOST": "https://g", "DATAIKU_GOVERN_API_KEY": "gk"}
		if s, _, _, _, err := configured(t, providerModel{}, govern, home); err != nil || s.problems.HasError() {
			t.Errorf("%s: Govern alone: got %v, %v", text, err, s.problems)
		}
	}
}

func TestWhereTheOtherHalfBelongs(t *testing.T) {
	_, _, err, _, _ := configured(t, providerModel{Profile: types.StringValue("keyless")}, nil, writeProfile(t, twoProfiles))
	if err == nil || !strings.Contains(err.Error(), `api_key in the provider block or api_key of the profile "keyless"`) {
		t.Errorf("got %v", err)
	}
}

func TestFaultsOfAProfileAreNamedWhereItIsNeeded(t *testing.T) {
	for _, c := range []struct{ name, profile, home, want string }{
		{name: "missing file", profile: "p", want: "config.json"},
		{name: "unknown instance", profile: "p", home: `{"dss_instances":{}}`, want: `no instance "p"`},
		{name: "unknown default", home: `{"dss_instances":{}, "default_instance": "gone"}`, want: `no instance "gone" in dss_instances, which is its default_instance`},
		{name: "broken file", home: `{`, want: "config.json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			home := t.TempDir()
			if c.home != "" {
				home = writeProfile(t, c.home)
			}
			model := providerModel{}
			if c.profile != "" {
				model.Profile = types.StringValue(c.profile)
			}
			s, _, err, _, _ := configured(t, model, nil, home)
			if s.problems.HasError() || err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "config.json") {
				t.Errorf("got %v and %v, want an error about %s", s.problems, err, c.want)
			}
		})
	}
	t.Chdir(writeProfile(t, twoProfiles)) // the working folder is not the home folder
	if _, _, err, _, _ := configured(t, providerModel{}, nil, ""); err == nil || !strings.Contains(err.Error(), "no DSS node is configured") {
		t.Errorf("without a home folder: got %v", err)
	}
}
