package govern

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

var stepStatuses = []string{"NOT_STARTED", "ONGOING", "FINISHED", "SKIPPED"}

func checkStepStatuses(workflow Document) error {
	for _, step := range object(workflow["steps"]) {
		if status := object(step)["status"]; status != nil && !slices.Contains(stepStatuses, text(object(step), "status")) {
			return badEnum("WorkflowStepStatus", text(object(step), "status"))
		}
	}
	return nil
}

// workflowFor has every step of the definition: as given, or not started and visible (govern.md 22.1, 29).
func workflowFor(definition, given Document) Document {
	steps := Document{}
	for _, id := range stepIDs(definition) {
		step := Document{"status": "NOT_STARTED", "visible": true}
		state := object(object(given["steps"])[id])
		if status := text(state, "status"); status != "" {
			step["status"] = status
		}
		if state["visible"] == false {
			step["visible"] = false
		}
		steps[id] = step
	}
	return Document{"steps": steps}
}

func stepStatus(workflow Document, stepID string) string {
	return text(object(object(workflow["steps"])[stepID]), "status")
}

// currentStep derives the deprecated status.stepId (govern.md 22.1).
func currentStep(definition, workflow Document) any {
	first := map[string]string{}
	var finished any
	for _, id := range stepIDs(definition) {
		status := stepStatus(workflow, id)
		if _, seen := first[status]; !seen {
			first[status] = id
		}
		if status == "FINISHED" {
			finished = id
		}
	}
	if id, ok := first["ONGOING"]; ok {
		return id
	}
	if id, ok := first["NOT_STARTED"]; ok && len(first) > 1 {
		return id
	}
	return finished
}

// passed tells whether the workflow has left a step behind.
func passed(definition, workflow Document, stepID string) bool {
	steps := stepIDs(definition)
	position := slices.Index(steps, stepID)
	switch stepStatus(workflow, stepID) {
	case "FINISHED", "SKIPPED":
		return true
	}
	return slices.ContainsFunc(steps[position+1:], func(later string) bool {
		return stepStatus(workflow, later) != "NOT_STARTED"
	})
}

// checkGates refuses to pass a visible step whose mandatory sign-off is not approved (govern.md 22.2, 29). Steps that
// were behind already stay there: a gate may be configured later.
func checkGates(definition, stored, artifact Document, unapproved []string) error {
	before, now := object(stored["workflow"]), object(artifact["workflow"])
	for _, id := range stepIDs(definition) {
		visible := object(object(now["steps"])[id])["visible"] == true
		wasPassed := len(before) > 0 && passed(definition, before, id)
		if visible && !wasPassed && slices.Contains(unapproved, id) && passed(definition, now, id) {
			return validation("The sign-off of step '" + id + "' must be approved before moving on, artifact: " + text(artifact, "id"))
		}
	}
	return nil
}

// unapprovedSteps are those with a mandatory configuration and no approved sign-off.
func unapprovedSteps(configurations map[string]Document, signoffs []Document) []string {
	steps := []string{}
	for id, configuration := range configurations {
		approved := slices.ContainsFunc(signoffs, func(signoff Document) bool {
			return stepOf(signoff) == id && signoff["status"] == "APPROVED"
		})
		if configuration["mandatory"] == true && !approved {
			steps = append(steps, id)
		}
	}
	return steps
}

func configurationsByStep(n *emulator.Node, version string) map[string]Document {
	found := map[string]Document{}
	for _, id := range signoffConfigurationsOf(n, version) {
		configuration, _ := n.Store.Collection(signoffConfigurations).Get(id)
		found[text(object(configuration["id"]), "stepId")] = configuration
	}
	return found
}
