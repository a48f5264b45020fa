package acctest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// The directories of examples/, by kind, as the documentation generator wants them.
const (
	resourcesDir   = "resources"
	dataSourcesDir = "data-sources"
	listsDir       = "list-resources"
	ephemeralsDir  = "ephemeral-resources"
	actionsDir     = "actions"
	functionsDir   = "functions"
)

// exampleFiles are the files that an example of each kind has. The first one may have siblings, such as
// resource-ldap.tf, which are further examples.
var exampleFiles = map[string][]string{
	resourcesDir:   {resourceFile, commandFile, byStringFile, byIdentityFile},
	dataSourcesDir: {"data-source.tf"},
	listsDir:       {"list-resource.tfquery.hcl"},
	ephemeralsDir:  {"ephemeral-resource.tf"},
	actionsDir:     {"action.tf"},
	functionsDir:   {"function.tf"},
}

// TestExamples applies every example but those of resources, which TestAccEntities applies, and checks that there is
// one for each thing that the provider serves.
func TestExamples(t *testing.T) {
	if !running.lists() || !running.actions() {
		t.Fatalf("%s cannot run all examples", running.binary)
	}
	served := servedTypes(t)
	t.Run("complete", func(t *testing.T) { checkComplete(t, served) })
	for kind, run := range map[string]func(n *nodes, name, path string){
		resourcesDir:   applyExample,
		dataSourcesDir: applyExample,
		ephemeralsDir:  applyExample,
		functionsDir:   applyExample,
		actionsDir:     runActionExample,
		listsDir:       runListExample,
	} {
		for _, path := range examplePaths(t, kind) {
			if filepath.Base(path) == resourceFile {
				continue
			}
			name := filepath.Base(filepath.Dir(path))
			t.Run(kind+"/"+name+"/"+filepath.Base(path), func(t *testing.T) {
				t.Parallel()
				text, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				n := start(t, string(text))
				run(n, name, path)
				if !n.used.has(kind, name) {
					t.Errorf("the example does not use %s", name)
				}
			})
		}
	}
}

// examplePaths are all examples of a kind: resource.tf, resource-ldap.tf …, without the files about imports.
func examplePaths(t *testing.T, kind string) []string {
	t.Helper()
	stem, extension, _ := strings.Cut(exampleFiles[kind][0], ".")
	paths, err := filepath.Glob(filepath.Join(root, "examples", kind, "*", stem+"*."+extension))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// servedTypes are the names of what the provider serves, by the directory of their examples.
func servedTypes(t *testing.T) map[string][]string {
	t.Helper()
	schemas, err := newServer().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]string{
		resourcesDir:   sortedKeys(schemas.ResourceSchemas),
		dataSourcesDir: sortedKeys(schemas.DataSourceSchemas),
		listsDir:       sortedKeys(schemas.ListResourceSchemas),
		ephemeralsDir:  sortedKeys(schemas.EphemeralResourceSchemas),
		actionsDir:     sortedKeys(schemas.ActionSchemas),
		functionsDir:   sortedKeys(schemas.Functions),
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// checkComplete compares the directories with what is served, both ways.
func checkComplete(t *testing.T, served map[string][]string) {
	for kind, files := range exampleFiles {
		for _, name := range served[kind] {
			for _, file := range files {
				path := filepath.Join(root, "examples", kind, name, file)
				if _, err := os.Stat(path); err != nil {
					t.Errorf("an example is missing: %s", strings.TrimPrefix(path, root+"/"))
				}
			}
		}
		directories, err := filepath.Glob(filepath.Join(root, "examples", kind, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, directory := range directories {
			if name := filepath.Base(directory); !slices.Contains(served[kind], name) {
				t.Errorf("examples/%s/%s is an example of nothing", kind, name)
			}
		}
	}
}

// readExample is the text of an example. Files beside it are found where they are: Terraform gets the text elsewhere.
func readExample(n *nodes, path string) string {
	n.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		n.Fatal(err)
	}
	directory, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		n.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "${path.module}", directory)
}

func applyExample(n *nodes, _, path string) { n.applyOnce(readExample(n, path), nil) }

// madeByActions are the collections in which an action makes something: a destroy does not undo what was done.
var madeByActions = map[string][]string{
	kit.Prefix + "code_env_create_from_preset": {"dss code_envs", "dss code_env_builds"},
}

// runActionExample triggers the action after the creation of an object, unless the example has a trigger itself.
func runActionExample(n *nodes, name, path string) {
	n.left = madeByActions[name]
	config := readExample(n, path)
	if !strings.Contains(config, "action_trigger") {
		declared := blocks(n.T, path, "action")
		if len(declared) == 0 {
			n.Fatalf("the example declares no action")
		}
		config += fmt.Sprintf(`
resource "terraform_data" "trigger" {
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.%s]
    }
  }
}
`, strings.Join(declared[0].Labels, "."))
	}
	n.applyOnce(config, nil)
}

// runListExample lists beside the objects of the resource's own example, one of which must be found.
func runListExample(n *nodes, name, path string) {
	described := provider.Described()
	i := slices.IndexFunc(described, func(d kit.Description) bool { return kit.Prefix+d.Type == name })
	if i < 0 {
		n.Fatalf("%s is a list without a resource", name)
	}
	e := readEntityExample(n.T, described[i])
	n.applyOnce(e.config, func(w *workspace) {
		var checked statecheck.CheckStateResponse
		if e.CheckState(w.Context(), statecheck.CheckStateRequest{State: w.state()}, &checked); checked.Error != nil {
			n.Fatal(checked.Error)
		}
		all := w.query(readExample(n, path))
		if !slices.ContainsFunc(all, func(item tfjson.ListResourceFoundData) bool { return e.is(name, item) }) {
			n.Errorf("the query finds no %s with the identity %v among %d objects", name, e.real, len(all))
		}
	})
}

// is tells whether a query found the object of the example.
func (e *entityExample) is(name string, item tfjson.ListResourceFoundData) bool {
	same := strings.HasPrefix(item.Address, "list."+name+".")
	for name, value := range e.real {
		same = same && item.Identity[name] == value
	}
	return same
}

// TestExamplesOfProvider configures the provider as its examples do, with the made-up addresses replaced, and reads from
// each node that is configured.
func TestExamplesOfProvider(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(root, "examples", "provider", "*.tf"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			n := start(t)
			t.Setenv("DATAIKU_API_KEY", adminKey)
			t.Setenv("DATAIKU_GOVERN_API_KEY", adminKey)
			config := readExample(n, path)
			reads := 0
			for _, node := range []struct{ example, url, source string }{
				{dssAddress, n.dssURL, "dataiku_current_identity"}, {governAddress, n.governURL, "dataiku_govern_current_identity"},
			} {
				if strings.Contains(config, node.example) {
					config = strings.ReplaceAll(config, node.example, node.url) + fmt.Sprintf("\ndata %q \"self\" {}\n", node.source)
					reads++
				}
			}
			if reads == 0 {
				t.Fatalf("%s configures neither %s nor %s", path, dssAddress, governAddress)
			}
			n.apply(resource.TestStep{Config: config, ConfigPlanChecks: emptySecondPlan})
		})
	}
}

// The addresses in examples of the provider.
const (
	dssAddress    = "https://dss.example.com:11200"
	governAddress = "https://govern.example.com:12200"
)
