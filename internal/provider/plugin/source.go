package plugin

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// descriptionFile is what makes a directory a plugin.
const descriptionFile = "plugin.json"

// defaultCheckout is that of the vendor's client (dss-admin.md 19.1).
const defaultCheckout = "master"

func validateSource(config attr.Values) []kit.Problem {
	if config["git"].IsNull() || config["zip_path"].IsNull() {
		return nil
	}
	return []kit.Problem{{
		Attribute: "zip_path", Summary: "Two sources",
		Detail: "Set either `git` or `zip_path`, or neither for a plugin of the store.",
	}}
}

// sourceOf is where to install from, with the version of an archive. It sets the hash of an archive whose path was not known
// when its installation was planned.
func sourceOf(v attr.Values) (source dss.PluginSource, version string, err error) {
	if v.Known("zip_path") {
		content, hash, err := readArchive(v.String("zip_path"))
		if err != nil {
			return source, "", err
		}
		if v.Known("zip_sha256") && v.String("zip_sha256") != hash {
			return source, "", fmt.Errorf("%w: the archive %s is not the one that was planned: it has changed since", client.ErrInvalid, v.String("zip_path"))
		}
		v.SetString("zip_sha256", hash)
		_, version, err = inspect(content)
		return dss.PluginSource{Archive: content, ArchiveName: filepath.Base(v.String("zip_path"))}, version, err
	}
	if git := v.Object("git"); git != nil {
		source = dss.PluginSource{Repository: git.String("repository_url"), Checkout: git.String("checkout"), Subpath: git.String("subpath")}
		if source.Checkout == "" {
			source.Checkout = defaultCheckout
		}
	}
	return source, "", nil
}

// sourceChanged tells whether a change asks for an update of the plugin.
func sourceChanged(state, plan attr.Values) bool {
	return !plan["git"].Equal(state["git"]) || !plan["zip_sha256"].Equal(state["zip_sha256"]) ||
		plan.Known("update_trigger") && !plan["update_trigger"].Equal(state["update_trigger"])
}

// foresee plans the hash of the archive, and that the environment is attached. A file that cannot be read is reported
// elsewhere.
func foresee(plan attr.Values) {
	switch {
	case plan.Known("code_env"):
		plan["code_env_attached"] = types.BoolValue(true)
	case plan["code_env"].IsNull():
		plan["code_env_attached"] = types.BoolNull()
	}
	switch {
	case plan["zip_path"].IsUnknown():
		plan["zip_sha256"] = types.StringUnknown()
	case plan["zip_path"].IsNull():
		plan["zip_sha256"] = types.StringNull()
	default:
		if _, hash, err := readArchive(plan.String("zip_path")); err == nil {
			plan.SetString("zip_sha256", hash)
		}
	}
}

// checkArchive refuses an archive that the node would not take for this plugin.
func checkArchive(plan attr.Values) []kit.Problem {
	if !plan.Known("zip_path") {
		return nil
	}
	refuse := func(detail string) []kit.Problem {
		return []kit.Problem{{Attribute: "zip_path", Summary: "Not an archive of this plugin", Detail: detail}}
	}
	content, _, err := readArchive(plan.String("zip_path"))
	if err != nil {
		return refuse(reason(err) + ". It must be there when Terraform plans.")
	}
	id, _, err := inspect(content)
	if err != nil {
		return refuse(plan.String("zip_path") + ": " + reason(err) + ".")
	}
	if plan.Known("plugin_id") && id != plan.String("plugin_id") {
		return refuse(fmt.Sprintf("%s holds the plugin %q, but plugin_id is %q.", plan.String("zip_path"), id, plan.String("plugin_id")))
	}
	return nil
}

// reason is the text of an error under a title that says already that something is invalid.
func reason(err error) string { return strings.TrimPrefix(err.Error(), client.ErrInvalid.Error()+": ") }

func readArchive(name string) (content []byte, hash string, err error) {
	content, err = os.ReadFile(name)
	if err != nil {
		return nil, "", fmt.Errorf("%w: the archive cannot be read: %w", client.ErrInvalid, err)
	}
	sum := sha256.Sum256(content)
	return content, hex.EncodeToString(sum[:]), nil
}

// inspect reads the description of a plugin, which must lie at the root of the archive or in its only folder
// (dss-admin.md 19.1).
func inspect(content []byte) (id, version string, err error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", "", fmt.Errorf("%w: it is not a zip: %w", client.ErrInvalid, err)
	}
	file, err := openDescription(archive)
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", fmt.Errorf("%w: it has no %s at its root or in its only folder%s", client.ErrInvalid, descriptionFile, elsewhere(archive))
	}
	if err != nil {
		return "", "", fmt.Errorf("%w: %w", client.ErrInvalid, err)
	}
	defer func() { _ = file.Close() }()
	text, err := io.ReadAll(file)
	if err != nil {
		return "", "", fmt.Errorf("%w: %w", client.ErrInvalid, err)
	}
	value, err := client.ParseJSON(text)
	description, isObject := value.(client.Document)
	if err != nil || !isObject || client.Text(description, "id") == "" {
		return "", "", fmt.Errorf("%w: its %s is no JSON object with an id", client.ErrInvalid, descriptionFile)
	}
	return client.Text(description, "id"), client.Text(description, "version"), nil
}

func openDescription(archive fs.FS) (fs.File, error) {
	entries, err := fs.ReadDir(archive, ".")
	if err == nil && len(entries) == 1 && entries[0].IsDir() {
		return archive.Open(path.Join(entries[0].Name(), descriptionFile))
	}
	return archive.Open(descriptionFile)
}

// elsewhere says where the description lies instead.
func elsewhere(archive *zip.Reader) string {
	for _, file := range archive.File {
		if path.Base(file.Name) == descriptionFile {
			return ", but " + file.Name + ": pack the content of " + strings.TrimSuffix(path.Dir(file.Name), "/") + ", not the directory"
		}
	}
	return ""
}
