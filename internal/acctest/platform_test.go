package acctest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
)

// TestAccPlatform runs the guide about a platform in one file: made, planned again without changes, changed for one
// team, and destroyed without a trace.
func TestAccPlatform(t *testing.T) {
	t.Parallel()
	n := start(t)
	before := n.contents()
	w := n.workspace("TF_VAR_deletion_protection=false")
	if err := os.CopyFS(w.dir, os.DirFS(filepath.Join(root, "examples", "guides", "platform"))); err != nil {
		t.Fatal(err)
	}
	w.run("get")
	w.run("apply", "-auto-approve", "-input=false")
	w.run("plan", "-detailed-exitcode", "-input=false")

	w.edit("platform.yaml", "description: Reporting\n", "description: Reports for the board\n")
	w.edit("platform.yaml", "        name: Reports\n", "        name: Reports\n        variables: { currency: EUR }\n")
	w.edit("platform.yaml", "      cleo.carter: ", "      dan.dean: { name: Dan Dean, email: dan.dean@example.com }\n      cleo.carter: ")
	const finance = `module.team["finance"].`
	want := []string{
		finance + `dataiku_group.team`, finance + `dataiku_project_variable.setting["FINANCE_REPORTS/currency"]`,
		finance + `dataiku_user.person["dan.dean"]`,
	}
	if got := w.changes(); !slices.Equal(got, want) {
		t.Errorf("the change of one team changes %s, want %s", strings.Join(got, ", "), strings.Join(want, ", "))
	}
	w.run("apply", "-auto-approve", "-input=false")
	w.run("plan", "-detailed-exitcode", "-input=false")

	w.run("destroy", "-auto-approve", "-input=false")
	for name, ids := range n.contents() {
		if !slices.Equal(ids, before[name]) {
			t.Errorf("destroy left the collection %s as %v, it was %v", name, ids, before[name])
		}
	}
}

// edit changes what a file says once.
func (w *workspace) edit(name, from, to string) {
	w.Helper()
	text, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		w.Fatal(err)
	}
	if strings.Count(string(text), from) != 1 {
		w.Fatalf("%s does not hold once: %s", name, from)
	}
	w.write(name, strings.Replace(string(text), from, to, 1))
}

// changes are the addresses of the objects that a plan does something to, sorted.
func (w *workspace) changes() []string {
	w.Helper()
	var addresses []string
	for _, change := range w.plan().ResourceChanges {
		if !change.Change.Actions.NoOp() {
			addresses = append(addresses, change.Address)
		}
	}
	slices.Sort(addresses)
	return addresses
}

func (w *workspace) plan() *tfjson.Plan {
	w.Helper()
	w.run("plan", "-out=plan.tfplan", "-input=false")
	plan := &tfjson.Plan{}
	if err := plan.UnmarshalJSON([]byte(w.run("show", "-json", "plan.tfplan"))); err != nil {
		w.Fatal(err)
	}
	return plan
}
