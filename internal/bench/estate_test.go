package bench

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
)

// A team of the estate: a group, people, a folder, two projects with a grant for the team, a reader and two variables
// each, two connections, a code environment and a key.
const (
	peoplePerTeam  = 10
	objectsPerTeam = 1 + peoplePerTeam + 1 + 2*(1+1+1+2) + 2 + 1 + 1
)

// BenchmarkEstate builds a platform of about ESTATE objects (default 1,000) with the module of the platform guide: the
// apply that makes it, the plan that finds nothing to do, and a change of one team, which must touch that team alone.
func BenchmarkEstate(b *testing.B) {
	node := dss.New(emulator.Options{APIKey: "bench"})
	server := httptest.NewServer(node)
	defer server.Close()
	w := newWorkspace(b, server.URL, "", build(b, "dataiku", ".", ""))
	if err := os.Remove(filepath.Join(w.dir, "main.tf")); err != nil {
		b.Fatal(err)
	}
	if err := os.CopyFS(w.dir, os.DirFS(filepath.Join("..", "..", "examples", "guides", "platform"))); err != nil {
		b.Fatal(err)
	}
	b.Setenv("TF_VAR_platform_file", "estate.yaml")
	teams := estateSize(b) / objectsPerTeam
	w.writeEstate(b, teams, "")
	w.run(b, "init")
	b.Run("apply", func(b *testing.B) { w.measure(b, node, "apply", "-auto-approve") })
	b.Run("plan/unchanged", func(b *testing.B) {
		w.measurePlan(b, node)
		b.ReportMetric(float64(w.countObjects(b)), "objects")
	})
	w.writeEstate(b, teams, "team-1")
	b.Run("plan/one-team", func(b *testing.B) { w.measure(b, node, "plan", "-out=one.tfplan") })
	w.expectChangesIn(b, `module.team["team-1"].`)
	b.Run("apply/one-team", func(b *testing.B) { w.measure(b, node, "apply", "one.tfplan") })
	w.run(b, "plan", "-detailed-exitcode")
}

func estateSize(b *testing.B) int {
	b.Helper()
	text := os.Getenv("ESTATE")
	if text == "" {
		return 1000
	}
	size, err := strconv.Atoi(text)
	if err != nil || size < 2*objectsPerTeam {
		b.Fatalf("ESTATE is %q: want a number of objects, at least %d", text, 2*objectsPerTeam)
	}
	return size
}

// writeEstate writes the file that describes the platform. The team named changed has another description, another
// person, one person less and another value of a variable.
func (w *workspace) writeEstate(b *testing.B, teams int, changed string) {
	b.Helper()
	var text strings.Builder
	text.WriteString("teams:\n")
	for n := range teams {
		name, first, horizon := fmt.Sprintf("team-%d", n), 0, 90
		description := "Team " + strconv.Itoa(n)
		if name == changed {
			description, first, horizon = "Another description", 1, 30
		}
		fmt.Fprintf(&text, "  %s:\n    description: %s\n    profile: FULL_DESIGNER\n    people:\n", name, description)
		for person := first; person < first+peoplePerTeam; person++ {
			login := fmt.Sprintf("user.%d.%d", n, person)
			fmt.Fprintf(&text, "      %s: { name: User %d of team %d, email: %s@example.com }\n", login, person, n, login)
		}
		text.WriteString("    projects:\n")
		for _, project := range []string{"FLOW", "REPORT"} {
			fmt.Fprintf(&text, "      TEAM%d_%s: { name: %s, readers: [team-%d], variables: { horizon: %d, region: eu } }\n",
				n, project, project, (n+1)%teams, horizon)
		}
		text.WriteString("    connections:\n")
		for _, kind := range []string{"lake", "archive"} {
			fmt.Fprintf(&text, "      team%d_%s: { type: Filesystem, params: { root: /data/%d/%s } }\n", n, kind, n, kind)
		}
		fmt.Fprintf(&text, "    code_envs:\n      team-%d: { interpreter: PYTHON311, packages: [tabulate] }\n", n)
		fmt.Fprintf(&text, "    keys:\n      team-%d: Automation\n", n)
	}
	if err := os.WriteFile(filepath.Join(w.dir, "estate.yaml"), []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
}

func (w *workspace) countObjects(b *testing.B) int {
	b.Helper()
	out, err := w.command(b, "state", "list").Output()
	if err != nil {
		b.Fatal(err)
	}
	count := 0
	for line := range strings.Lines(string(out)) {
		if !strings.Contains(line, "data.") {
			count++
		}
	}
	return count
}

// expectChangesIn checks that the stored plan changes objects below one address, and no other.
func (w *workspace) expectChangesIn(b *testing.B, prefix string) {
	b.Helper()
	out, err := w.command(b, "show", "-json", "one.tfplan").Output()
	if err != nil {
		b.Fatal(err)
	}
	plan := &tfjson.Plan{}
	if err := plan.UnmarshalJSON(out); err != nil {
		b.Fatal(err)
	}
	found := 0
	for _, change := range plan.ResourceChanges {
		if change.Change.Actions.NoOp() {
			continue
		}
		found++
		if !strings.HasPrefix(change.Address, prefix) {
			b.Errorf("a change of one team does %v to %s", change.Change.Actions, change.Address)
		}
	}
	if found == 0 {
		b.Error("a change of one team changes nothing")
	}
}
