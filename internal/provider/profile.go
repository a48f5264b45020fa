package provider

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-framework/path"
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

// loadProfile reads the named instance, or the default one when none is named. A file that is not there matters only
// when a profile was asked for.
func (s *settings) loadProfile(home string) {
	name := s.choose("profile", s.model.Profile, "", "DATAIKU_PROFILE")
	file := filepath.Join(home, ".dataiku", "config.json")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && name == "" || s.unknown["profile"] {
		return
	}
	var content struct {
		Instances map[string]profile `json:"dss_instances"`
		Default   string             `json:"default_instance"`
	}
	if err == nil {
		err = json.Unmarshal(text, &content)
	}
	if err == nil && name == "" {
		name = content.Default
	}
	found, ok := content.Instances[name]
	if err == nil && name != "" && !ok {
		err = fmt.Errorf("it has no instance %q in dss_instances", name)
	}
	if err != nil {
		s.problems.AddAttributeError(path.Root("profile"), "Unable to read the profile", fmt.Sprintf("%s: %v", file, err))
		return
	}
	s.profile = found
}
