package acctest_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// secretOfOldState is in the state of the other provider, and may not be in ours.
const secretOfOldState = "password-in-the-old-state"

// TestAccMigration begins with a state file of the provider amrutp24/dataiku and goes both ways of the migration guide:
// the first plan changes no value, and what that provider kept of secrets is gone after one apply.
func TestAccMigration(t *testing.T) {
	t.Parallel()
	n := start(t)
	dir := filepath.Join("testdata", "migration")
	objects := n.workspace()
	objects.copyFile(filepath.Join(dir, "main.tf"), "main.tf")
	objects.run("apply", "-auto-approve", "-input=false")

	t.Run("replaced provider", func(t *testing.T) {
		w := n.in(t).workspace()
		w.copyFile(filepath.Join(dir, "main.tf"), "main.tf")
		w.write("terraform.tfstate", n.oldState(dir))
		w.run("state", "replace-provider", "-auto-approve", "amrutp24/dataiku", source)
		w.expectTakenOver(n.dss)
	})
	t.Run("moved blocks", func(t *testing.T) {
		w := n.in(t).workspace()
		if err := os.Mkdir(filepath.Join(w.dir, "platform"), 0o700); err != nil {
			t.Fatal(err)
		}
		w.copyFile(filepath.Join(dir, "main.tf"), filepath.Join("platform", "main.tf"))
		state := n.oldState(dir)
		w.write("main.tf", "module \"platform\" {\n  source = \"./platform\"\n}\n"+movedBlocks(state))
		w.write("terraform.tfstate", state)
		w.run("get")
		w.expectTakenOver(n.dss)
	})
}

// expectTakenOver checks that the plan changes no value and the apply sends nothing. An attribute that was marked as
// sensitive and is so no longer is shown as an update of its object, with the value it had.
func (w *workspace) expectTakenOver(node *emulator.Node) {
	w.Helper()
	for _, change := range w.plan().ResourceChanges {
		if c := change.Change; !c.Actions.NoOp() && (!c.Actions.Update() || !reflect.DeepEqual(c.Before, c.After)) {
			w.Errorf("the plan wants to %v %s, from %v to %v", c.Actions, change.Address, c.Before, c.After)
		}
	}
	node.ResetRequests()
	w.run("apply", "-auto-approve", "-input=false")
	for _, request := range node.Requests() {
		if request.Method != "GET" {
			w.Errorf("the migration sends %s %s", request.Method, request.Path)
		}
	}
	w.run("plan", "-detailed-exitcode", "-input=false")
	state, err := os.ReadFile(filepath.Join(w.dir, "terraform.tfstate"))
	if err != nil {
		w.Fatal(err)
	}
	if strings.Contains(string(state), secretOfOldState) {
		w.Error("a secret of the other provider's state is still in the state")
	}
}

// oldState is the state file with the folder as the node calls it.
func (n *nodes) oldState(dir string) string {
	n.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "amrutp24.tfstate"))
	if err != nil {
		n.Fatal(err)
	}
	folder := ""
	n.dss.Do(func(store *emulator.Store) {
		ids := store.Collection("project_folders").IDs()
		folder = ids[slices.IndexFunc(ids, func(id string) bool { return id != "ROOT" })]
	})
	return strings.ReplaceAll(string(text), `"FOLDER"`, `"`+folder+`"`)
}

// movedBlocks move each object of a state into the module.
func movedBlocks(state string) string {
	var blocks strings.Builder
	for _, object := range regexp.MustCompile(`"type": "(dataiku_\w+)",\s+"name": "(\w+)"`).FindAllStringSubmatch(state, -1) {
		address := object[1] + "." + object[2]
		blocks.WriteString("moved {\n  from = " + address + "\n  to   = module.platform." + address + "\n}\n")
	}
	return blocks.String()
}

// in is the same nodes in a part of the test.
func (n *nodes) in(t *testing.T) *nodes {
	part := *n
	part.T = t
	return &part
}

func (w *workspace) copyFile(from, to string) {
	w.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		w.Fatal(err)
	}
	w.write(to, string(text))
}
