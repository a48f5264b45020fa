package acctest_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider"
)

// TestAccEntities applies the example of each entity, plans again, imports the object in each way that the lane
// knows, lets Terraform write its configuration, and destroys everything. Entities come from the provider, so a new one
// is tested as soon as it is declared.
func TestAccEntities(t *testing.T) {
	for _, d := range provider.Described() {
		t.Run(d.Type, func(t *testing.T) {
			t.Parallel()
			testEntity(t, d)
		})
	}
}

func testEntity(t *testing.T, d kit.Description) {
	e := readEntityExample(t, d)
	n := start(t, e.config)
	withBlock := func(kind resource.ImportStateKind) resource.TestStep {
		step := importStep(d, e.address)
		step.ImportStateKind, step.ImportStateConfigExact = kind, true
		step.Config = n.configured(e.config + e.importBlock(t, importFiles[kind]))
		return step
	}
	steps := []resource.TestStep{
		{
			Config:            n.configured(e.config),
			ConfigStateChecks: []statecheck.StateCheck{e},
			ConfigPlanChecks:  emptySecondPlan,
		},
		{
			ResourceName: e.address, ImportState: true, ImportStateIdFunc: e.commandID,
			ImportStateVerify: true, ImportStateVerifyIgnore: append(forgottenByImport(d), documents(d)...),
		},
		withBlock(resource.ImportBlockWithID),
	}
	if running.identities() {
		steps = append(steps, withBlock(resource.ImportBlockWithResourceIdentity))
	}
	// The framework looks at a step when its turn comes: the blocks now get the identifiers that the server made.
	steps[0].PostApplyFunc = func() {
		for i, step := range steps {
			if step.ImportStateConfigExact {
				steps[i].Config = n.configured(e.config + e.importBlock(t, importFiles[step.ImportStateKind]))
			}
		}
	}
	if running.lists() && !slices.ContainsFunc(d.Attributes, leftOut) {
		generated := importStep(d, kit.Prefix+d.Type+".generated")
		generated.ResourceName, generated.ImportStateKind, generated.GenerateConfig = e.address, resource.ImportBlockWithID, true
		generated.Config = n.configured(e.config)
		steps = append(steps, generated)
	}
	n.apply(steps...)
	if name := kit.Prefix + d.Type; !n.used.has(resourcesDir, name) {
		t.Errorf("the example makes no %s", name)
	}
}

// importFiles are the import blocks of an example.
var importFiles = map[resource.ImportStateKind]string{
	resource.ImportBlockWithID: byStringFile, resource.ImportBlockWithResourceIdentity: byIdentityFile,
}

// importStep is an import whose plan changes nothing that can be avoided.
func importStep(d kit.Description, address string) resource.TestStep {
	return resource.TestStep{
		ResourceName: address, ImportState: true,
		// The framework would allow no change at all; importPlan names those that cannot be avoided.
		ExpectNonEmptyPlan: true, ImportPlanChecks: resource.ImportPlanChecks{
			PreApply: []plancheck.PlanCheck{importPlan{address, forgottenByImport(d), computed(d)}},
		},
	}
}

// leftOut tells whether Terraform leaves an attribute that must be set out of the configurations that it generates,
// because it is sensitive.
func leftOut(a attr.Attribute) bool { return a.IsRequired() && a.IsSensitive() }

var emptySecondPlan = resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}

// forgottenByImport are the attributes that no read can give back: what only Terraform knows, the versions of
// write-only values, and values that the server shows once.
func forgottenByImport(d kit.Description) []string {
	names := []string{"timeouts"}
	for _, a := range d.Attributes {
		switch {
		case a.IsSecret():
			names = append(names, a.VersionName())
		case a.IsLocal(), a.IsComputed() && a.IsSensitive():
			names = append(names, a.Name)
		}
	}
	return names
}

// documents are the attributes of which the state holds what the user wrote, but all there is after an import.
func documents(d kit.Description) []string {
	var names []string
	for _, a := range d.Attributes {
		if a.Kind == attr.KindDocument {
			names = append(names, a.Name)
		}
	}
	return names
}

// computed are the attributes that only the server sets.
func computed(d kit.Description) []string {
	var names []string
	for _, a := range d.Attributes {
		if a.IsComputed() {
			names = append(names, a.Name)
		}
	}
	return names
}

// importPlan checks that an import changes nothing but attributes of the imported object that it cannot know, and what
// the server may set anew when they are sent.
type importPlan struct {
	address             string
	forgotten, computed []string
}

// CheckPlan implements plancheck.PlanCheck.
func (p importPlan) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	for _, r := range req.Plan.ResourceChanges {
		switch {
		case r.Change.Actions.NoOp():
		case r.Address == p.address && r.Change.Actions.Update():
			for _, name := range p.surprises(r.Change) {
				resp.Error = fmt.Errorf("the import of %s changes %s", r.Address, name)
			}
		default:
			resp.Error = fmt.Errorf("the import of %s plans to %v %s", p.address, r.Change.Actions, r.Address)
		}
	}
}

// surprises are the attributes that may not change.
func (p importPlan) surprises(c *tfjson.Change) []string {
	before, _ := c.Before.(map[string]any)
	after, _ := c.After.(map[string]any)
	unknown, _ := c.AfterUnknown.(map[string]any)
	var names []string
	for name := range before {
		isUnknown, _ := unknown[name].(bool)
		switch {
		case slices.Contains(p.forgotten, name), isUnknown && slices.Contains(p.computed, name):
		case isUnknown || !reflect.DeepEqual(before[name], after[name]):
			names = append(names, name)
		}
	}
	return names
}
