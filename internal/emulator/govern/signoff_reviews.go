package govern

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

var (
	feedbackStatuses = []string{"APPROVED", "MINOR_ISSUE", "MAJOR_ISSUE"}
	approvalStatuses = []string{"APPROVED", "REJECTED", "ABANDONED"}
)

// handleReviews serves feedback, several per user, and approval, one per sign-off (govern.md 24.2).
func handleReviews(n *emulator.Node) {
	serve(n, anyone, "POST "+signoffPath+"/feedback", addFeedback)
	serve(n, anyone, "PUT "+signoffPath+"/feedback/{feedbackId}", func(c *emulator.Call) (any, error) {
		signoff, position, err := ownFeedback(c)
		if err != nil {
			return nil, err
		}
		response := object(list(signoff["feedbackResponses"])[position])
		if err := applyReview(c, response, "FeedbackStatus", feedbackStatuses); err != nil {
			return nil, err
		}
		putSignoff(n, signoff)
		return response, nil
	})
	serve(n, anyone, "DELETE "+signoffPath+"/feedback/{feedbackId}", func(c *emulator.Call) (any, error) {
		signoff, position, err := ownFeedback(c)
		if err != nil {
			return nil, err
		}
		signoff["feedbackResponses"] = slices.Delete(list(signoff["feedbackResponses"]), position, position+1)
		putSignoff(n, signoff)
		return emulator.Empty{}, nil
	})
	serve(n, anyone, "POST "+signoffPath+"/approval", func(c *emulator.Call) (any, error) {
		signoff, err := signoffForApproval(c)
		if err != nil {
			return nil, err
		}
		if signoff["status"] != "WAITING_FOR_APPROVAL" {
			return nil, emulator.IllegalArgument("Cannot approve a sign-off whose status is '" + text(signoff, "status") + "'")
		}
		return approve(c, signoff)
	})
	serve(n, anyone, "PUT "+signoffPath+"/approval", func(c *emulator.Call) (any, error) {
		signoff, err := approvedSignoff(c)
		if err != nil {
			return nil, err
		}
		return approve(c, signoff)
	})
	serve(n, anyone, "DELETE "+signoffPath+"/approval", func(c *emulator.Call) (any, error) {
		signoff, err := approvedSignoff(c)
		if err != nil {
			return nil, err
		}
		signoff["status"], signoff["approverResponse"] = "WAITING_FOR_APPROVAL", nil
		putSignoff(n, signoff)
		return emulator.Empty{}, nil
	})
}

// applyReview sets status and comment from the body and stamps who said so.
func applyReview(c *emulator.Call, response Document, enum string, statuses []string) error {
	body, err := c.Typed(reviewShape)
	if err != nil {
		return err
	}
	status := text(body, "status")
	if !slices.Contains(statuses, status) {
		return badEnum(enum, status)
	}
	response["status"], response["author"], response["date"] = status, author(c.Identity), c.Node.Millis()
	if comment, given := body["comment"]; given {
		response["comment"] = comment
	}
	return nil
}

func feedbackGroupOfCall(c *emulator.Call, signoff Document) (Document, error) {
	group := feedbackGroup(object(signoff["configuration"]), c.Query("groupId", ""))
	if len(group) == 0 {
		return nil, emulator.NotFound("Feedback group '" + c.Query("groupId", "") + "' does not exist")
	}
	return group, nil
}

func addFeedback(c *emulator.Call) (any, error) {
	signoff, err := modifiableSignoff(c)
	if err != nil {
		return nil, err
	}
	group, err := feedbackGroupOfCall(c, signoff)
	if err != nil {
		return nil, err
	}
	if !mayReview(c, signoff, "feedback", text(group, "id"), group["users"]) {
		return nil, emulator.Forbidden("You are not a reviewer of feedback group '" + text(group, "id") + "'")
	}
	if signoff["status"] != "WAITING_FOR_FEEDBACK" {
		return nil, emulator.IllegalArgument("Cannot give feedback on a sign-off whose status is '" + text(signoff, "status") + "'")
	}
	response := Document{"id": c.Node.RandomID(8), "groupId": group["id"]}
	if err := applyReview(c, response, "FeedbackStatus", feedbackStatuses); err != nil {
		return nil, err
	}
	signoff["feedbackResponses"] = append(list(signoff["feedbackResponses"]), response)
	putSignoff(c.Node, signoff)
	return response, nil
}

// ownFeedback finds a feedback that the caller gave.
func ownFeedback(c *emulator.Call) (signoff Document, position int, err error) {
	signoff, err = modifiableSignoff(c)
	if err != nil {
		return nil, 0, err
	}
	responses := list(signoff["feedbackResponses"])
	position = slices.IndexFunc(responses, func(r any) bool { return text(object(r), "id") == c.Arg("feedbackId") })
	if position < 0 {
		return nil, 0, emulator.NotFound("Feedback '" + c.Arg("feedbackId") + "' does not exist")
	}
	if text(object(responses[position]), "author") != author(c.Identity) {
		return nil, 0, emulator.Forbidden("You did not give feedback '" + c.Arg("feedbackId") + "'")
	}
	return signoff, position, nil
}

// signoffForApproval lets approvers and their delegates through; administrators are not approvers (govern.md 24.3).
func signoffForApproval(c *emulator.Call) (Document, error) {
	signoff, err := modifiableSignoff(c)
	if err != nil {
		return nil, err
	}
	if !mayReview(c, signoff, "approval", "approvers", object(signoff["configuration"])["approvers"]) {
		return nil, emulator.Forbidden("You are not an approver of this sign-off")
	}
	return signoff, nil
}

func approvedSignoff(c *emulator.Call) (Document, error) {
	signoff, err := signoffForApproval(c)
	if err == nil && signoff["approverResponse"] == nil {
		return nil, emulator.NotFound("The sign-off has no approval")
	}
	return signoff, err
}

func approve(c *emulator.Call, signoff Document) (any, error) {
	response := object(signoff["approverResponse"])
	if err := applyReview(c, response, "ApprovalStatus", approvalStatuses); err != nil {
		return nil, err
	}
	signoff["approverResponse"], signoff["status"] = response, response["status"]
	putSignoff(c.Node, signoff)
	states := c.Node.Store.Collection(signoffStates)
	state, _ := states.Get(signoffKey(signoff))
	state = object(state)
	state["approvedOn"] = c.Node.Millis()
	states.Put(signoffKey(signoff), state)
	return response, nil
}
