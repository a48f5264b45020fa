package provider

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// objectOptions accept nested values that are not known yet; each is looked at on its own.
var objectOptions = basetypes.ObjectAsOptions{UnhandledNullAsEmpty: true, UnhandledUnknownAsEmpty: true}

// profile is one instance of the vendor's own file, ~/.dataiku/config.json.
type profile struct {
	URL                string `json:"url"`
	APIKey             string `json:"api_key"`
	NoCheckCertificate bool   `json:"no_check_certificate"`
}

// fromProfile reads the named instance, or the default one when none is named. A file that is not there matters only when
// a profile was asked for.
func (s *settings) fromProfile() (place, error) {
	name := s.choose("profile", s.model.Profile, "DATAIKU_PROFILE")
	if err := s.notKnownYet("profile"); err != nil {
		return place{}, err
	}
	if s.home == "" {
		if name == "" {
			return place{}, nil
		}
		return place{}, fmt.Errorf("the profile %q cannot be read: the home folder of the user is not known", name)
	}
	file := filepath.Join(s.home, ".dataiku", "config.json")
	found, name, err := readProfile(file, name)
	if errors.Is(err, fs.ErrNotExist) && name == "" {
		return place{}, nil
	}
	if err != nil {
		return place{}, fmt.Errorf("the profile that the settings of the DSS node come from cannot be read: %s: %w", file, err)
	}
	s.profile = found
	where := fmt.Sprintf(" of the profile %q in %s", name, file)
	return place{found.URL, found.APIKey, "url" + where, "api_key" + where}, nil
}

// readProfile returns the instance of that name, or the default one, and its name.
func readProfile(file, name string) (profile, string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return profile{}, name, err
	}
	var content struct {
		Instances map[string]profile `json:"dss_instances"`
		Default   string             `json:"default_instance"`
	}
	if err := json.Unmarshal(text, &content); err != nil {
		return profile{}, name, err
	}
	named := ""
	if name == "" {
		name, named = content.Default, ", which is its default_instance"
	}
	found, ok := content.Instances[name]
	if name != "" && !ok {
		return profile{}, name, fmt.Errorf("it has no instance %q in dss_instances%s", name, named)
	}
	return found, name, nil
}
