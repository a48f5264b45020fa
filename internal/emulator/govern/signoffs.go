package govern

import (
	"slices"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	// signoffs are stored under "ar.N/step", one per configured step of an artifact (govern.md 24).
	signoffs = "signoffs"
	// signoffStates holds what the API does not show: {approval, feedback} delegations and the time of the approval.
	signoffStates = "signoff-states"
)

const signoffPath = "/artifact/{artifactId}/workflow/step/{stepId}/signoff"

func handleSignoffs(n *emulator.Node) {
	serve(n, anyone, "GET /artifact/{artifactId}/signoffs", func(c *emulator.Call) (any, error) {
		if _, err := findArtifact(n, c.Arg("artifactId")); err != nil {
			return nil, err
		}
		return signoffsOf(n, c.Arg("artifactId")), nil
	})
	serve(n, anyone, "POST "+signoffPath+"/create", createSignoff)
	serve(n, anyone, "GET "+signoffPath, func(c *emulator.Call) (any, error) { return signoffOfCall(c) })
	serve(n, anyone, "GET "+signoffPath+"/details", signoffDetails)
	serve(n, anyone, "POST "+signoffPath+"/update-status", updateSignoffStatus)
	serve(n, anyone, "POST "+signoffPath+"/schedule-reset", scheduleReset)
	serve(n, anyone, "POST "+signoffPath+"/delegate-feedback", func(c *emulator.Call) (any, error) {
		signoff, err := modifiableSignoff(c)
		if err != nil {
			return nil, err
		}
		group, err := feedbackGroupOfCall(c, signoff)
		if err != nil {
			return nil, err
		}
		return delegate(c, signoff, "feedback", text(group, "id"))
	})
	serve(n, anyone, "POST "+signoffPath+"/delegate-approval", func(c *emulator.Call) (any, error) {
		signoff, err := modifiableSignoff(c)
		if err != nil {
			return nil, err
		}
		return delegate(c, signoff, "approval", "approvers")
	})
}

func newSignoff(artifactID, stepID string, configuration Document) Document {
	return Document{
		"signoffId": Document{"artifactId": artifactID, "stepId": stepID}, "status": "NOT_STARTED",
		"configuration": configuration, "feedbackResponses": []any{}, "approverResponse": nil,
	}
}

func stepOf(signoff Document) string { return text(object(signoff["signoffId"]), "stepId") }

func signoffKey(signoff Document) string {
	return text(object(signoff["signoffId"]), "artifactId") + "/" + stepOf(signoff)
}

func putSignoff(n *emulator.Node, signoff Document) {
	n.Store.Collection(signoffs).Put(signoffKey(signoff), signoff)
}

func signoffsOf(n *emulator.Node, artifactID string) []Document {
	found := []Document{}
	for _, signoff := range n.Store.Collection(signoffs).All() {
		if text(object(signoff["signoffId"]), "artifactId") == artifactID {
			resetWhenDue(n, signoff)
			found = append(found, signoff)
		}
	}
	return found
}

func signoffOfCall(c *emulator.Call) (Document, error) {
	if _, err := findArtifact(c.Node, c.Arg("artifactId")); err != nil {
		return nil, err
	}
	signoff, ok := c.Node.Store.Collection(signoffs).Get(c.Arg("artifactId") + "/" + c.Arg("stepId"))
	if !ok {
		return nil, emulator.NotFound("Signoff of step '" + c.Arg("stepId") + "' does not exist")
	}
	resetWhenDue(c.Node, signoff)
	return signoff, nil
}

// modifiableSignoff is that of an ongoing step (govern.md 1.6).
func modifiableSignoff(c *emulator.Call) (Document, error) {
	signoff, err := signoffOfCall(c)
	if err != nil {
		return nil, err
	}
	return signoff, checkOngoing(c)
}

func checkOngoing(c *emulator.Call) error {
	artifact, err := findArtifact(c.Node, c.Arg("artifactId"))
	if err != nil {
		return err
	}
	if stepStatus(object(artifact["workflow"]), c.Arg("stepId")) != "ONGOING" {
		return emulator.IllegalArgument("Cannot modify a sign-off on a not active step")
	}
	return nil
}

// createSignoff is for steps that got their configuration after the artifact (govern.md 24.3).
func createSignoff(c *emulator.Call) (any, error) {
	if err := checkOngoing(c); err != nil {
		return nil, err
	}
	artifact, _ := findArtifact(c.Node, c.Arg("artifactId"))
	configuration, ok := configurationsByStep(c.Node, keyOf(artifact["blueprintVersionId"]))[c.Arg("stepId")]
	if !ok {
		return nil, emulator.NotFound("Signoff configuration of step '" + c.Arg("stepId") + "' does not exist")
	}
	if _, err := signoffOfCall(c); err == nil {
		return nil, conflict("Signoff of step '" + c.Arg("stepId") + "' already exists")
	}
	signoff := newSignoff(c.Arg("artifactId"), c.Arg("stepId"), configuration)
	putSignoff(c.Node, signoff)
	return signoff, nil
}

// signoffTransitions are those of update-status; approvals make the others (govern.md 24.2).
var signoffTransitions = map[string][]string{
	"NOT_STARTED":          {"WAITING_FOR_FEEDBACK", "WAITING_FOR_APPROVAL"},
	"WAITING_FOR_FEEDBACK": {"WAITING_FOR_APPROVAL", "ABANDONED"},
	"WAITING_FOR_APPROVAL": {"WAITING_FOR_FEEDBACK", "ABANDONED"},
	"APPROVED":             {"NOT_STARTED"},
	"REJECTED":             {"NOT_STARTED"},
	"ABANDONED":            {"NOT_STARTED"},
}

func updateSignoffStatus(c *emulator.Call) (any, error) {
	signoff, err := modifiableSignoff(c)
	if err != nil {
		return nil, err
	}
	body, err := c.Typed(signoffStatusShape)
	if err != nil {
		return nil, err
	}
	current, target := text(signoff, "status"), text(body, "targetStatus")
	if _, known := signoffTransitions[target]; !known {
		return nil, badEnum("SignoffStatus", target)
	}
	if err := checkNotified(target, list(body["usersToSendEmailTo"])); err != nil {
		return nil, err
	}
	if !slices.Contains(signoffTransitions[current], target) {
		return nil, emulator.IllegalArgument("Unable to set the status to '" + target + "' when current status is '" + current + "'")
	}
	if target == "NOT_STARTED" {
		resetSignoff(c.Node, signoff, body["reloadConfForReset"] == true)
		return signoff, nil
	}
	signoff["status"] = target
	putSignoff(c.Node, signoff)
	return signoff, nil
}

// checkNotified looks at the users to whom a mail goes: the group is mandatory for feedback and forbidden for approval
// (govern.md 24.3; how the server refuses is a guess). Strangers are ignored: being notified gives no part in the review.
func checkNotified(target string, notified []any) error {
	for _, item := range notified {
		user := object(item)
		switch group := text(user, "groupId"); {
		case target == "WAITING_FOR_FEEDBACK" && group == "":
			return validation("groupId is required to notify user '" + text(user, "userLogin") + "' of a feedback")
		case target == "WAITING_FOR_APPROVAL" && group != "":
			return validation("groupId must not be set to notify user '" + text(user, "userLogin") + "' of an approval")
		}
	}
	return nil
}

// resetSignoff starts anew. Only a reload takes the version's configuration again and drops delegations (govern.md 24.2).
func resetSignoff(n *emulator.Node, signoff Document, reload bool) {
	signoff["status"], signoff["feedbackResponses"], signoff["approverResponse"] = "NOT_STARTED", []any{}, nil
	if reload {
		artifact, _ := findArtifact(n, text(object(signoff["signoffId"]), "artifactId"))
		if configuration, ok := configurationsByStep(n, keyOf(artifact["blueprintVersionId"]))[stepOf(signoff)]; ok {
			signoff["configuration"] = configuration
		}
		n.Store.Collection(signoffStates).Delete(signoffKey(signoff))
	}
	putSignoff(n, signoff)
}

// scheduleReset changes the recurrence of the running sign-off only (govern.md 24.3).
func scheduleReset(c *emulator.Call) (any, error) {
	signoff, err := signoffOfCall(c)
	if err != nil {
		return nil, err
	}
	body, err := c.Typed(recurrenceShape)
	if err != nil {
		return nil, err
	}
	recurrence, err := recurrenceOf(body)
	if err != nil {
		return nil, err
	}
	configuration := object(signoff["configuration"])
	configuration["recurrenceConfiguration"] = recurrence
	signoff["configuration"] = configuration
	putSignoff(c.Node, signoff)
	return signoff, nil
}

// resetWhenDue is the automatic reset of an approved sign-off (govern.md 15.1, 24.2).
func resetWhenDue(n *emulator.Node, signoff Document) {
	recurrence := object(object(signoff["configuration"])["recurrenceConfiguration"])
	if signoff["status"] != "APPROVED" || recurrence["activated"] != true {
		return
	}
	state, _ := n.Store.Collection(signoffStates).Get(signoffKey(signoff))
	period := func(name string) int { return int(integer(recurrence[name])) }
	due := time.UnixMilli(integer(state["approvedOn"])).AddDate(period("years"), period("months"), 7*period("weeks")+period("days"))
	if !n.Now().Before(due) {
		resetSignoff(n, signoff, recurrence["reloadConf"] == true)
	}
}
