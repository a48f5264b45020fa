package acctest_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// TestNoSecret applies the example of each entity with write-only values, twice so that they are sent at creation and
// by an update, with every log on. The values must reach the node, and neither a state nor a plan nor the log may hold
// them. The same goes for the provider's own key.
func TestNoSecret(t *testing.T) {
	tested := 0
	for _, d := range provider.Described() {
		if !slices.ContainsFunc(d.Attributes, holdsSecret) {
			continue
		}
		tested++
		t.Run(d.Type, func(t *testing.T) {
			t.Parallel()
			testNoSecret(t, d)
		})
	}
	if tested == 0 {
		t.Error("no entity has a write-only value")
	}
}

func holdsSecret(a attr.Attribute) bool {
	return a.IsSecret() || slices.ContainsFunc(a.Children, holdsSecret)
}

func testNoSecret(t *testing.T, d kit.Description) {
	n := start(t)
	path := filepath.Join(root, "examples", resourcesDir, kit.Prefix+d.Type, resourceFile)
	values := map[string]string{}
	var env []string
	for _, block := range blocks(t, path, "variable") {
		if name := block.Labels[0]; isEphemeral(block) {
			values[name] = "write-only-" + d.Type + "-" + name
			env = append(env, "TF_VAR_"+name+"="+values[name])
		}
	}
	if len(values) == 0 {
		t.Fatalf("%s has no ephemeral variable", path)
	}
	w := n.workspace(append(env, "TF_LOG=TRACE", "TF_LOG_PATH=trace.log")...)
	config := readEntityExample(t, d).config
	w.write("main.tf", required+config)
	w.run("plan", "-out=create.tfplan")
	w.run("apply", "-input=false", "create.tfplan")
	changed := strings.ReplaceAll(config, "_wo_version = 1", "_wo_version = 2")
	if changed == config {
		t.Errorf("%s sets no version of a write-only value to 1", path)
	}
	w.write("main.tf", required+changed)
	n.expectSent(values)
	w.run("plan", "-out=update.tfplan")
	w.run("apply", "-input=false", "update.tfplan")
	n.expectSent(values)
	w.run("destroy", "-auto-approve", "-input=false")

	values["the provider's key"] = adminKey
	values["the provider's key in a header"] = base64.StdEncoding.EncodeToString([]byte(adminKey + ":"))
	w.expectNowhere(values)
}

// isEphemeral tells whether a variable is one whose value Terraform stores nowhere.
func isEphemeral(block *hclsyntax.Block) bool {
	a := block.Body.Attributes["ephemeral"]
	if a == nil {
		return false
	}
	value, problems := a.Expr.Value(nil)
	return !problems.HasErrors() && value.True()
}

// expectSent checks that the nodes got the values since the last look: else their absence elsewhere proves nothing.
func (n *nodes) expectSent(values map[string]string) {
	n.Helper()
	bodies := n.requestBodies()
	for name, value := range values {
		if !strings.Contains(bodies, value) {
			n.Errorf("the value of %s was not sent", name)
		}
	}
	n.dss.ResetRequests()
	n.govern.ResetRequests()
}

// expectNowhere looks into every file that Terraform left, also into the parts of plans.
func (w *workspace) expectNowhere(values map[string]string) {
	w.Helper()
	kinds := map[string]int{}
	err := filepath.WalkDir(w.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		kinds[filepath.Ext(path)]++
		parts := map[string][]byte{}
		if filepath.Ext(path) == ".tfplan" {
			parts, err = unzip(path)
		} else {
			parts[""], err = os.ReadFile(path)
		}
		for part, text := range parts {
			for name, value := range values {
				if bytes.Contains(text, []byte(value)) {
					w.Errorf("%s %s holds %s", filepath.Base(path), part, name)
				}
			}
		}
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	log, err := os.ReadFile(filepath.Join(w.dir, "trace.log"))
	if err != nil || !bytes.Contains(log, []byte("@module=dataiku")) {
		w.Errorf("the log has no line of the provider: %v", err)
	}
	for _, kind := range []string{".tfplan", ".tfstate", ".backup", ".log"} {
		if kinds[kind] == 0 {
			w.Errorf("there is no %s to look into", kind)
		}
	}
}

func unzip(path string) (map[string][]byte, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = archive.Close() }()
	parts := map[string][]byte{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			return nil, err
		}
		if parts[file.Name], err = io.ReadAll(reader); err != nil {
			return nil, err
		}
	}
	return parts, nil
}
