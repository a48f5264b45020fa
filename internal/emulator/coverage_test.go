package emulator_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
)

// complete are the families of which every row must be served, by file of the contract.
var complete = map[string][]string{
	"dss-admin": {
		"instance", "futures", "users", "own-user", "groups", "authorization-matrix", "global-api-keys", "personal-api-keys",
		"licensing", "logs", "llm-cost", "connections", "code-envs", "clusters", "container-exec", "project-folders", "general-settings", "variables", "iam",
		"meanings", "messaging-channels", "code-studio-templates",
		"workspaces", "data-collections", "project-standards", "plugins",
	},
	"dss-project": {
		"projects", "project_metadata", "project_settings", "project_permissions", "project_variables", "project_tags",
		"project_misc", "project_folders", "futures",
		"project_standards", "scenarios", "scenario_runs", "jobs", "continuous_activities", "libraries", "project_git", "project_git_libraries",
		"apps", "flow", "flow_zones", "datasets", "dataset_metrics", "data_quality", "tables_import", "managed_folders", "recipes",
	},
	"govern": {
		"auth", "instance", "futures", "licensing", "users", "own_user", "users_info", "groups", "groups_info", "api_keys",
		"admin_blueprints", "admin_blueprint_versions", "blueprints", "blueprint_versions", "signoff_configurations", "roles",
		"role_assignments", "roles_audit", "permissions", "custom_pages", "admin_custom_pages", "artifacts", "artifact_signoffs",
		"uploaded_files", "time_series", "general_settings", "iam", "monitoring", "logs", "audit",
	},
	"dss-deployers": {},
}

type contractRow struct {
	Area    string   `json:"area"`
	Op      string   `json:"op"`
	Method  string   `json:"method"`
	Path    string   `json:"path"`
	Aliases []string `json:"aliases"`
	Wire    string   `json:"wire_path"`
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// shape is a route without the names of its placeholders, repeated slashes and the slash at its end.
func shape(method, path string) string {
	segments := strings.FieldsFunc(placeholder.ReplaceAllString(path, "{}"), func(r rune) bool { return r == '/' })
	return method + " /" + strings.Join(segments, "/")
}

func shapesOf(n *emulator.Node) []string {
	var shapes []string
	for _, route := range n.Routes() {
		method, path, _ := strings.Cut(route, " ")
		shapes = append(shapes, shape(method, path))
	}
	return shapes
}

func (r *contractRow) missing(shapes []string) (paths []string) {
	for _, path := range append([]string{r.Path, r.Wire}, r.Aliases...) {
		if path != "" && !slices.Contains(shapes, shape(r.Method, path)) {
			paths = append(paths, r.Method+" "+path)
		}
	}
	return paths
}

// TestCoverage prints, with -v, how much of each family of the contract is served.
func TestCoverage(t *testing.T) {
	newest := emulator.Options{Version: "15.0.0"}
	dssShapes, governShapes := shapesOf(dss.New(newest)), shapesOf(govern.New(newest))
	for name, families := range complete {
		shapes := dssShapes
		if name == "govern" {
			shapes = governShapes
		}
		t.Run(name, func(t *testing.T) { coverage(t, name, families, shapes) })
	}
}

func coverage(t *testing.T, name string, families, shapes []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "contract", name+".endpoints.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []contractRow
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	served, all, areas := map[string]int{}, map[string]int{}, []string{}
	for _, row := range rows {
		if !slices.Contains(areas, row.Area) {
			areas = append(areas, row.Area)
		}
		all[row.Area]++
		missing := row.missing(shapes)
		if len(missing) == 0 {
			served[row.Area]++
			continue
		}
		if slices.Contains(families, row.Area) {
			t.Errorf("%s/%s: %s is not served", row.Area, row.Op, strings.Join(missing, ", "))
		} else {
			t.Logf("%s/%s: %s is not served", row.Area, row.Op, strings.Join(missing, ", "))
		}
	}
	for _, area := range areas {
		t.Logf("%-28s %3d of %3d rows served", area, served[area], all[area])
	}
	for _, family := range families {
		if all[family] == 0 {
			t.Errorf("the contract has no family %q", family)
		}
	}
}

// TestNoRouteTwice finds routes that two families register; only the first would ever be served.
func TestNoRouteTwice(t *testing.T) {
	for _, n := range []*emulator.Node{dss.New(emulator.Options{}), govern.New(emulator.Options{})} {
		shapes := shapesOf(n)
		slices.Sort(shapes)
		for i, s := range shapes[1:] {
			if s == shapes[i] {
				t.Errorf("%s: %s is registered twice", n.Product, s)
			}
		}
	}
}
