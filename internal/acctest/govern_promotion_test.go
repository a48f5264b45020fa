package acctest_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
)

// promotionDir is the example of the guide.
var promotionDir = filepath.Join(root, "examples", "guides", "govern-promotion")

// promotionVersion is what the changes of the promotion story are made to.
const promotionVersion = "dataiku_govern_blueprint_version.v1"

// TestAccGovernPromotion runs the guide about promotion: one configuration, two Govern nodes, a workspace for each.
func TestAccGovernPromotion(t *testing.T) {
	t.Parallel()
	p := startPromotion(t)
	empty := p.contents()

	p.apply("development")
	p.apply("production")
	p.expectSame("development", "production")

	p.promoteFieldAndStep()
	p.discardField()

	t.Log("somebody changes production by hand")
	wanted := p.stored("production")
	p.addApprover("production", "mallory")
	p.renameField("production", "purpose", "By hand")
	byHand := p.plan("production")
	if got, want := byHand.addresses(), []string{promotionVersion, "dataiku_govern_signoff_configuration.review"}; !slices.Equal(got, want) {
		t.Fatalf("the change by hand makes a plan for %v, want %v", got, want)
	}
	p.expectFieldAlone(byHand[0].Change)
	var changed *exec.ExitError
	if out, err := p.output("production", "plan", "-detailed-exitcode", "-input=false"); !errors.As(err, &changed) || changed.ExitCode() != 2 {
		t.Errorf("the plan ends with %v:\n%s", err, out)
	}
	p.apply("production")
	if got := p.stored("production"); !reflect.DeepEqual(got, wanted) {
		t.Errorf("the repair left %v, want %v", got, wanted)
	}

	t.Log("an existing node is imported")
	p.expectAdoption("production")
	if got := p.stored("production"); !reflect.DeepEqual(got, wanted) {
		t.Errorf("the import left %v, want %v", got, wanted)
	}

	t.Log("development is given up")
	p.expectFailure("development", "destroy", "deletion_protection")
	p.edit("artifacts.tf", "for_each = local.use_cases\n", "for_each = local.use_cases\n  deletion_protection = false\n")
	p.apply("development")
	if out, err := p.output("development", "destroy", "-auto-approve", "-input=false", "-no-color"); err != nil {
		t.Errorf("destroy: %v\n%s", err, out)
	}
	for name, ids := range p.contents() {
		if !slices.Equal(ids, empty[name]) {
			t.Errorf("destroy left the collection %s as %v, it was %v", name, ids, empty[name])
		}
	}
}

// promoteFieldAndStep changes a field and a step on one node after the other.
func (p *promotion) promoteFieldAndStep() {
	p.Helper()
	p.edit("blueprint.tf", `["Low", "Medium", "High"]`, `["Low", "Medium", "High", "Unacceptable"]`)
	p.edit("blueprint.tf", `name = "Review", `, `name = "Risk review", `)
	for _, node := range []string{"development", "production"} {
		changes := p.plan(node)
		if got := changes.addresses(); !slices.Equal(got, []string{promotionVersion}) {
			p.Fatalf("the plan for %s changes %v", node, got)
		}
		p.expectFieldAndStep(changes[0].Change)
		p.apply(node)
	}
	p.expectSame("development", "production")
}

// discardField removes a field that an artifact fills in, which needs the consent on each node.
func (p *promotion) discardField() {
	p.Helper()
	p.edit("blueprint.tf", `    go_live = {
      label      = "Planned go-live"
      field_type = "DATE"
    }
`, "")
	p.edit("artifacts.tf", `, go_live = "2027-03-01T00:00:00.000Z"`, "")
	for _, node := range []string{"development", "production"} {
		before := p.stored(node)
		p.expectFailure(node, "apply", "accept_danger_zone = true", "go_live")
		if !reflect.DeepEqual(p.stored(node), before) {
			p.Errorf("the refused change left something on %s", node)
		}
		p.apply(node, "-var=accept_danger_zone=true")
		p.expectConsentTakenBack(node)
	}
	p.expectSame("development", "production")
}

// expectConsentTakenBack checks what the run after a consent does: it forgets the consent and sends nothing.
func (p *promotion) expectConsentTakenBack(node string) {
	p.Helper()
	before := p.stored(node)
	plan := p.plan(node)
	if got := plan.addresses(); !slices.Equal(got, []string{promotionVersion}) {
		p.Fatalf("after the consent the plan changes %v", got)
	}
	was, _ := plan[0].Change.Before.(map[string]any)
	was["accept_danger_zone"] = false
	if !reflect.DeepEqual(plan[0].Change.Before, plan[0].Change.After) {
		p.Errorf("after the consent %v becomes %v", was, plan[0].Change.After)
	}
	p.apply(node)
	if !reflect.DeepEqual(p.stored(node), before) {
		p.Errorf("taking the consent back changes %s", node)
	}
}

// expectAdoption imports a node that there is no state of: nothing changes, neither then nor without the import blocks.
func (p *promotion) expectAdoption(node string) {
	p.Helper()
	ids := p.artifacts(node)
	p.write("imports.tf", strings.NewReplacer(
		"ar.churn", ids["Churn scoring"], "ar.segmentation", ids["Customer segmentation"], "ar.chatbot", ids["Support chatbot"],
	).Replace(p.read(filepath.Join(promotionDir, "adopt", "imports.tf"))))
	p.forget(node)
	plan := p.planned(node)
	for _, change := range plan.ResourceChanges {
		if change.Change.Importing == nil || !change.Change.Actions.NoOp() {
			p.Errorf("%s: %v, imported: %v", change.Address, change.Change.Actions, change.Change.Importing)
		}
	}
	p.apply(node)
	if err := os.Remove(filepath.Join(p.dir, "imports.tf")); err != nil {
		p.Fatal(err)
	}
	p.apply(node)
}

// expectFieldAndStep checks that the new category and the new name of a step are all that changes.
func (p *promotion) expectFieldAndStep(change *tfjson.Change) {
	p.Helper()
	before, _ := change.Before.(map[string]any)
	after, _ := change.After.(map[string]any)
	fields, _ := before["field"].(map[string]any)
	risk, _ := fields["risk_level"].(map[string]any)
	risk["categories"] = []any{"Low", "Medium", "High", "Unacceptable"}
	steps, _ := before["workflow_step"].([]any)
	review, _ := steps[1].(map[string]any)
	review["name"] = "Risk review"
	for name, want := range before {
		if !reflect.DeepEqual(after[name], want) {
			p.Errorf("%s becomes %v, want %v", name, after[name], want)
		}
	}
	if unknown, _ := change.AfterUnknown.(map[string]any); len(unknown) > 0 {
		p.Errorf("known after apply only: %v", unknown)
	}
}

// expectFieldAlone checks that the label of the field purpose is all that changes.
func (p *promotion) expectFieldAlone(change *tfjson.Change) {
	p.Helper()
	before, _ := change.Before.(map[string]any)
	fields, _ := before["field"].(map[string]any)
	purpose, _ := fields["purpose"].(map[string]any)
	if purpose["label"] != "By hand" {
		p.Errorf("the field is %v", purpose)
	}
	purpose["label"] = "Purpose"
	if !reflect.DeepEqual(change.Before, change.After) {
		p.Errorf("%v becomes %v", change.Before, change.After)
	}
}

// promotion is the example of the guide in a directory, and the nodes that its workspaces stand for.
type promotion struct {
	*workspace
	contents func() map[string][]string // of development
	nodes    map[string]*emulator.Node
}

func startPromotion(t *testing.T) *promotion {
	n := start(t)
	production := govern.New(emulator.Options{APIKey: adminKey})
	p := &promotion{n.workspace(), n.contents, map[string]*emulator.Node{"development": n.govern, "production": production}}
	hosts, err := json.Marshal(map[string]string{"development": n.governURL, "production": serve(t, production)})
	if err != nil {
		t.Fatal(err)
	}
	p.copyExample()
	p.write("terraform.tfvars.json", `{"hosts": `+string(hosts)+`}`)
	for node := range p.nodes {
		p.run("workspace", "select", "-or-create", node)
	}
	return p
}

// copyExample takes everything but the addresses, which are made up.
func (p *promotion) copyExample() {
	paths, err := filepath.Glob(filepath.Join(promotionDir, "*.tf"))
	if err != nil || len(paths) == 0 {
		p.Fatalf("no example: %v", err)
	}
	for _, path := range paths {
		p.write(filepath.Base(path), p.read(path))
	}
}

func (p *promotion) read(path string) string {
	p.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		p.Fatal(err)
	}
	return string(text)
}

// output runs Terraform in the workspace of a node.
func (p *promotion) output(node string, args ...string) (string, error) {
	command := exec.CommandContext(p.Context(), running.binary, args...)
	command.Dir, command.Env = p.dir, append(slices.Clone(p.env), "TF_WORKSPACE="+node)
	out, err := command.CombinedOutput()
	return string(out), err
}

// apply applies, after which there is nothing left to do.
func (p *promotion) apply(node string, options ...string) {
	p.Helper()
	if out, err := p.output(node, append([]string{"apply", "-auto-approve", "-input=false", "-no-color"}, options...)...); err != nil {
		p.Fatalf("apply to %s: %v\n%s", node, err, out)
	}
	if out, err := p.output(node, append([]string{"plan", "-detailed-exitcode", "-input=false", "-no-color"}, options...)...); err != nil {
		p.Fatalf("the second plan for %s: %v\n%s", node, err, out)
	}
}

// expectFailure checks that a command is refused with these words.
func (p *promotion) expectFailure(node, command string, words ...string) {
	p.Helper()
	out, err := p.output(node, command, "-auto-approve", "-input=false", "-no-color")
	var failed *exec.ExitError
	if !errors.As(err, &failed) {
		p.Fatalf("%s of %s: %v\n%s", command, node, err, out)
	}
	_, refusal, _ := strings.Cut(out, "Error: ") // the plan before it names much
	for _, word := range words {
		if !strings.Contains(refusal, word) {
			p.Errorf("the refusal does not say %q:\n%s", word, out)
		}
	}
}

// changes are the objects that a plan does something to.
type changes []*tfjson.ResourceChange

func (c changes) addresses() []string {
	var all []string
	for _, change := range c {
		all = append(all, change.Address)
	}
	return all
}

func (p *promotion) plan(node string) changes {
	p.Helper()
	var found changes
	for _, change := range p.planned(node).ResourceChanges {
		if !change.Change.Actions.NoOp() {
			found = append(found, change)
		}
	}
	return found
}

func (p *promotion) planned(node string) *tfjson.Plan {
	p.Helper()
	if out, err := p.output(node, "plan", "-out=plan.tfplan", "-input=false", "-no-color"); err != nil {
		p.Fatalf("plan for %s: %v\n%s", node, err, out)
	}
	command := exec.CommandContext(p.Context(), running.binary, "show", "-json", "plan.tfplan")
	command.Dir, command.Env = p.dir, append(slices.Clone(p.env), "TF_WORKSPACE="+node)
	out, err := command.Output()
	if err != nil {
		p.Fatalf("show: %v", err)
	}
	plan := &tfjson.Plan{}
	if err := plan.UnmarshalJSON(out); err != nil {
		p.Fatal(err)
	}
	return plan
}

// designed are the collections with what a node does not make up itself: artifacts have numbers of their own.
var designed = []string{
	"blueprints", "blueprint-versions", signoffConfigurations, "roles", "blueprint-role-assignments", "blueprint-permissions", "custom-pages",
}

const signoffConfigurations = "signoff-configurations"

// times are when somebody was added to a sign-off.
var times = regexp.MustCompile(`"addedOn":"[^"]*"`)

// stored are the designs on a node, as JSON without times.
func (p *promotion) stored(node string) map[string]string {
	p.Helper()
	all := map[string]string{}
	p.nodes[node].Do(func(store *emulator.Store) {
		for _, name := range designed {
			collection := store.Collection(name)
			for _, id := range collection.IDs() {
				text, err := json.Marshal(collection.Value(id))
				if err != nil {
					p.Error(err)
				}
				all[name+" "+id] = times.ReplaceAllString(string(text), `"addedOn":""`)
			}
		}
	})
	return all
}

func (p *promotion) expectSame(one, other string) {
	p.Helper()
	first, second := p.stored(one), p.stored(other)
	if len(first) < len(designed) || !reflect.DeepEqual(first, second) {
		p.Errorf("%s holds\n%v\n%s holds\n%v", one, first, other, second)
	}
}

// addApprover lets a user approve beside those of the configuration.
func (p *promotion) addApprover(node, login string) {
	p.Helper()
	p.nodes[node].Do(func(store *emulator.Store) {
		collection := store.Collection(signoffConfigurations)
		for _, id := range collection.IDs() {
			if signoff, _ := collection.Get(id); strings.Contains(id, "bp.ai_use_case") {
				approvers, _ := signoff["approvers"].([]any)
				signoff["approvers"] = append(approvers, emulator.Document{"usersContainer": emulator.Document{"type": "user", "login": login}})
				collection.Put(id, signoff)
				return
			}
		}
		p.Error("there is no sign-off")
	})
}

// renameField gives a field of the version another label.
func (p *promotion) renameField(node, field, label string) {
	p.Helper()
	p.nodes[node].Do(func(store *emulator.Store) {
		collection := store.Collection("blueprint-versions")
		version, _ := collection.Get("bp.ai_use_case/bv.v1")
		definition, _ := version["blueprintVersion"].(emulator.Document)
		fields, _ := definition["fieldDefinitions"].(emulator.Document)
		named, _ := fields[field].(emulator.Document)
		named["label"] = label
		collection.Put("bp.ai_use_case/bv.v1", version)
	})
}

// forget removes the state of a node's workspace, as of a node that Terraform never managed.
func (p *promotion) forget(node string) {
	p.Helper()
	if err := os.RemoveAll(filepath.Join(p.dir, "terraform.tfstate.d", node)); err != nil {
		p.Fatal(err)
	}
	p.run("workspace", "select", "-or-create", node)
}

// artifacts are the identifiers of artifacts by their names.
func (p *promotion) artifacts(node string) map[string]string {
	found := map[string]string{}
	p.nodes[node].Do(func(store *emulator.Store) {
		for _, artifact := range store.Collection("artifacts").All() {
			name, _ := artifact["name"].(string)
			found[name], _ = artifact["id"].(string)
		}
	})
	return found
}
