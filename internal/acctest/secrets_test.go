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

// TestNoSecret applies the examples of entities with write-only values, of those that keep a key and of ephemeral
// resources, twice so that values are sent at creation and by an update, with every log on. The values must reach the
// node, and neither a state nor a plan nor the log may hold them; the log may not hold minted keys either. The same goes
// for the provider's own key.
func TestNoSecret(t *testing.T) {
	cases := map[string]secretCase{}
	for _, d := range provider.Described() {
		path := filepath.Join(root, "examples", resourcesDir, kit.Prefix+d.Type, resourceFile)
		keeps := slices.ContainsFunc(d.Attributes, keepsSecret)
		if slices.ContainsFunc(d.Attributes, holdsSecret) || keeps {
			cases[resourcesDir+"/"+d.Type] = secretCase{path, keeps}
		}
	}
	for _, path := range examplePaths(t, ephemeralsDir) {
		cases[ephemeralsDir+"/"+filepath.Base(filepath.Dir(path))] = secretCase{path, false}
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			testNoSecret(t, c)
		})
	}
}

// secretCase is an example to run. Keys that the node mints may be in the state of those that keep them.
type secretCase struct {
	path      string
	keepsKeys bool
}

func holdsSecret(a attr.Attribute) bool {
	return a.IsSecret() || slices.ContainsFunc(a.Children, holdsSecret)
}

func keepsSecret(a attr.Attribute) bool { return a.IsComputed() && a.IsSensitive() }

func testNoSecret(t *testing.T, c secretCase) {
	n := start(t)
	values := map[string]string{}
	var env []string
	for _, block := range blocks(t, c.path, "variable") {
		if name := block.Labels[0]; isEphemeral(block) {
			values[name] = "write-only-" + name
			env = append(env, "TF_VAR_"+name+"="+values[name])
		}
	}
	w := n.workspace(append(env, "TF_LOG=TRACE", "TF_LOG_PATH=trace.log")...)
	config := readExample(n, c.path)
	w.write("main.tf", required+config)
	w.run("plan", "-out=create.tfplan")
	w.run("apply", "-input=false", "create.tfplan")
	n.expectSent(values)
	changed := strings.ReplaceAll(config, "_wo_version = 1", "_wo_version = 2")
	if changed == config && len(values) > 0 {
		t.Errorf("%s sets no version of a write-only value to 1", c.path)
	}
	w.write("main.tf", required+changed)
	w.run("plan", "-out=update.tfplan")
	w.run("apply", "-input=false", "update.tfplan")
	n.expectSent(values)
	w.run("destroy", "-auto-approve", "-input=false")

	minted := n.minted.all()
	if len(values) == 0 && len(minted) == 0 {
		t.Errorf("%s sends no secret and mints no key", c.path)
	}
	values["the provider's key"] = adminKey
	values["the provider's key in a header"] = base64.StdEncoding.EncodeToString([]byte(adminKey + ":"))
	w.expectNowhere(values)
	w.expectInLog(false, minted...)
	if !c.keepsKeys {
		for _, key := range minted {
			w.expectNowhere(map[string]string{"a minted key": key})
		}
	}
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
	w.expectInLog(true, "@module=dataiku") // else the provider wrote no log at all
	for _, kind := range []string{".tfplan", ".tfstate", ".log"} {
		if kinds[kind] == 0 {
			w.Errorf("there is no %s to look into", kind)
		}
	}
}

// expectInLog checks what the log holds, or may not hold.
func (w *workspace) expectInLog(want bool, texts ...string) {
	w.Helper()
	log, err := os.ReadFile(filepath.Join(w.dir, "trace.log"))
	if err != nil {
		w.Fatal(err)
	}
	for _, text := range texts {
		if bytes.Contains(log, []byte(text)) != want {
			w.Errorf("the log holds %s: %v, want %v", text, !want, want)
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
