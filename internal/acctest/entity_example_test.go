package acctest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// The files of an entity's example. The names are those that the documentation generator looks for.
const (
	resourceFile   = "resource.tf"
	commandFile    = "import.sh"
	byStringFile   = "import-by-string-id.tf"
	byIdentityFile = "import-by-identity.tf"
)

// entityExample is the example of an entity: a configuration, and how its object named `example` is imported.
type entityExample struct {
	dir, address, config string
	names                []string          // of the identity
	literal              map[string]string // identifying values that the configuration spells out
	real                 map[string]string // identifying values as they are, once applied
}

func readEntityExample(t *testing.T, d kit.Description) *entityExample {
	t.Helper()
	name := kit.Prefix + d.Type
	e := &entityExample{
		dir: filepath.Join(root, "examples", resourcesDir, name), address: name + ".example", names: d.Identity, literal: map[string]string{},
	}
	path := filepath.Join(e.dir, resourceFile)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%s has no example: %v", name, err)
	}
	e.config = string(text)
	for _, block := range blocks(t, path, "resource") {
		if strings.Join(block.Labels, ".") != e.address {
			continue
		}
		for _, attribute := range e.names {
			if a := block.Body.Attributes[attribute]; a != nil {
				if text, ok := literalText(a.Expr); ok {
					e.literal[attribute] = text
				}
			}
		}
		return e
	}
	t.Fatalf("%s declares no %s", path, e.address)
	return nil
}

// CheckState implements statecheck.StateCheck: it remembers the identity that the object got.
func (e *entityExample) CheckState(_ context.Context, req statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	for _, r := range req.State.Values.RootModule.Resources {
		if r.Address != e.address {
			continue
		}
		e.real = map[string]string{}
		for _, name := range e.names {
			value, ok := r.AttributeValues[name].(string)
			if !ok {
				resp.Error = fmt.Errorf("%s has no %s in the state", e.address, name)
			}
			e.real[name] = value
		}
		if id := r.AttributeValues["id"]; resp.Error == nil && id != e.join(e.real) {
			resp.Error = fmt.Errorf("the id of %s is %v, want %s", e.address, id, e.join(e.real))
		}
		return
	}
	resp.Error = fmt.Errorf("%s is not in the state", e.address)
}

func (e *entityExample) join(values map[string]string) string {
	var parts []string
	for _, name := range e.names {
		parts = append(parts, values[name])
	}
	return strings.Join(parts, "/")
}

// substitute replaces identifying values of an example by real ones. Only those may differ which the configuration
// does not spell out: the server or another object made them.
func (e *entityExample) substitute(values map[string]string) error {
	for _, name := range e.names {
		value, ok := values[name]
		switch literal, known := e.literal[name]; {
		case !ok || value == "":
			return fmt.Errorf("%s is missing", name)
		case known && value != literal:
			return fmt.Errorf("%s is %q, but %q in %s", name, value, literal, resourceFile)
		case e.real != nil:
			values[name] = e.real[name]
		}
	}
	if len(values) != len(e.names) {
		return fmt.Errorf("want %v only, got %v", e.names, values)
	}
	return nil
}

// split takes an import string apart. The last part may hold slashes.
func (e *entityExample) split(id string) (map[string]string, error) {
	parts := strings.SplitN(id, "/", len(e.names))
	if len(parts) != len(e.names) {
		return nil, fmt.Errorf("%q has not the form %s", id, strings.Join(e.names, "/"))
	}
	values := map[string]string{}
	for i, name := range e.names {
		values[name] = parts[i]
	}
	return values, e.substitute(values)
}

// commandID is the identifier of the command `terraform import ADDRESS "ID"` in the example.
func (e *entityExample) commandID(*terraform.State) (string, error) {
	text, err := os.ReadFile(filepath.Join(e.dir, commandFile))
	if err != nil {
		return "", err
	}
	id, found := "", false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		rest, ok := strings.CutPrefix(line, "terraform import "+e.address+" ")
		if !ok || found {
			return "", fmt.Errorf("%s: want one command: terraform import %s ID", commandFile, e.address)
		}
		id, found = strings.Trim(strings.TrimSpace(rest), `"'`), true
	}
	values, err := e.split(id)
	if err != nil {
		return "", fmt.Errorf("%s: %w", commandFile, err)
	}
	return e.join(values), nil
}

// importBlock is the import block of an example, with real identifiers once something is applied.
func (e *entityExample) importBlock(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(e.dir, file))
	if err != nil {
		t.Fatal(err)
	}
	parsed, problems := hclwrite.ParseConfig(text, file, hcl.InitialPos)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	found := parsed.Body().Blocks()
	if len(found) != 1 || found[0].Type() != "import" {
		t.Fatalf("%s: want one import block", file)
	}
	body := found[0].Body()
	if to := attributeText(body, "to"); to != e.address {
		t.Fatalf("%s: imports to %q, want %s", file, to, e.address)
	}
	if file == byIdentityFile {
		err = e.replaceIdentity(body)
	} else {
		err = e.replaceID(body)
	}
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return "\n" + string(parsed.Bytes())
}

func (e *entityExample) replaceID(body *hclwrite.Body) error {
	id, err := evaluate(body, "id")
	if err != nil {
		return err
	}
	values, err := e.split(id.AsString())
	body.SetAttributeValue("id", cty.StringVal(e.join(values)))
	return err
}

func (e *entityExample) replaceIdentity(body *hclwrite.Body) error {
	identity, err := evaluate(body, "identity")
	if err != nil {
		return err
	}
	values, members := map[string]string{}, map[string]cty.Value{}
	for name, value := range identity.AsValueMap() {
		values[name] = value.AsString()
	}
	err = e.substitute(values)
	for name, value := range values {
		members[name] = cty.StringVal(value)
	}
	body.SetAttributeValue("identity", cty.ObjectVal(members))
	return err
}
