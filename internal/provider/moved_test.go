package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// TestMovesThatCannotBe moves what cannot be taken over: each must be refused with words that help. What can be moved
// is in the samples of the suite.
func TestMovesThatCannotBe(t *testing.T) {
	const known = "registry.terraform.io/amrutp24/dataiku"
	for name, c := range map[string]struct{ provider, from, to, state, want string }{
		"another provider": {"registry.terraform.io/hashicorp/aws", "dataiku_user", "dataiku_user", `{"id": "ann"}`, "does not include support"},
		"another type":     {known, "dataiku_group", "dataiku_user", `{"id": "ann"}`, "does not include support"},
		"no id":            {known, "dataiku_user", "dataiku_user", `{"login": "ann"}`, "import it instead"},
		"an id of another form": {
			known, "dataiku_code_env", "dataiku_code_env", `{"id": "python"}`, "expected LANG/NAME",
		},
	} {
		t.Run(name, func(t *testing.T) {
			resp, err := providertest.Server().MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
				SourceProviderAddress: c.provider, SourceTypeName: c.from, TargetTypeName: c.to,
				SourceState: &tfprotov6.RawState{JSON: []byte(c.state)},
			})
			if err != nil {
				t.Fatal(err)
			}
			var text string
			for _, d := range resp.Diagnostics {
				text += d.Summary + ": " + d.Detail + "\n"
			}
			if !strings.Contains(text, c.want) {
				t.Errorf("want %q, got: %s", c.want, text)
			}
		})
	}
}

// typesThere are the resources of the provider amrutp24/dataiku 0.5 that the migration guide has a row for.
var typesThere = []string{
	"user", "group", "connection", "code_env", "project", "project_folder", "project_permissions", "project_variables",
	"container_execution_config", "container_image_build_config", "container_settings",
	"scenario",
}

// TestMigrationGuide checks the tables of the guide: each type of the other provider has a row, what a row names here is
// served, and a type of the same name has a sample of the state that it takes over.
func TestMigrationGuide(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "templates", "guides", "migrating.md.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := providertest.Server().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| ([^|]*)").FindAllStringSubmatch(string(text), -1) {
		rows[row[1]] = row[2]
		for _, name := range regexp.MustCompile("`(data\\.)?(dataiku_[a-z0-9_]+)`").FindAllStringSubmatch(row[2], -1) {
			_, isResource := schemas.ResourceSchemas[name[2]]
			_, isData := schemas.DataSourceSchemas[name[2]]
			if name[1] == "" && !isResource || name[1] != "" && !isData {
				t.Errorf("%s is said to become %s, which is not served", row[1], name[0])
			}
		}
	}
	for _, name := range typesThere {
		if !strings.Contains(rows["dataiku_"+name], "`dataiku_"+name+"`") {
			t.Errorf("the guide has no row for dataiku_%s", name)
		}
		if !hasMove(t, name) {
			t.Errorf("%s: no sample has a state of the other provider", name)
		}
	}
}

// hasMove tells whether a sample of the entity, for any version of the node, has a state of another provider.
func hasMove(t *testing.T, entity string) bool {
	t.Helper()
	files, err := filepath.Glob("*/testdata/" + entity + "*.json")
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(files, func(file string) bool {
		if name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".json"), "@"); name != entity {
			return false
		}
		sample, err := kittest.Load(file)
		if err != nil {
			t.Fatal(err)
		}
		return len(sample.Moves) > 0
	})
}
