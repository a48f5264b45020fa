package govern

import (
	"context"
	"errors"
	"fmt"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// The statuses of sign-offs that need more than a name.
const (
	signoffNotStarted = "NOT_STARTED"
	signoffApproved   = "APPROVED"
	signoffRejected   = "REJECTED"
)

// signoffSuccessors says what can follow a status (govern.md 24.2), for the message about a refusal. The node decides.
var signoffSuccessors = map[string]string{
	signoffNotStarted:      "WAITING_FOR_FEEDBACK or WAITING_FOR_APPROVAL",
	"WAITING_FOR_FEEDBACK": "WAITING_FOR_APPROVAL or ABANDONED",
	"WAITING_FOR_APPROVAL": "APPROVED, REJECTED, ABANDONED or WAITING_FOR_FEEDBACK",
	signoffApproved:        signoffNotStarted,
	signoffRejected:        signoffNotStarted,
	"ABANDONED":            signoffNotStarted,
}

// SignoffStatus moves the sign-off of an artifact's step through its statuses (govern.md 24).
var SignoffStatus = &kit.Action[*govern.Client]{
	Type:    "govern_signoff_status",
	Summary: "Starts, approves, rejects, abandons or resets the sign-off of a workflow step of an artifact.",
	Detail: "The step must be `ONGOING`. A sign-off that has the status already is left alone. Nobody gets a mail. `APPROVED` and `REJECTED` are " +
		"given in the name of the provider's API key, which must be among the approvers: being administrator is not enough.",
	Attributes: append(signoffPlace(),
		attr.String("status", "`WAITING_FOR_FEEDBACK` or `WAITING_FOR_APPROVAL` start a sign-off, `APPROVED` and `REJECTED` end one that waits for approval, "+
			"`ABANDONED` ends any that waits, and `NOT_STARTED` resets one that has ended.").Required().
			Validate(attr.OneOf(signoffNotStarted, "WAITING_FOR_FEEDBACK", "WAITING_FOR_APPROVAL", signoffApproved, signoffRejected, "ABANDONED")),
		attr.String("comment", "Reason for `APPROVED` or `REJECTED`, shown beside it. Other statuses have none."),
		attr.Bool("reload_configuration", "Whether `NOT_STARTED` takes the configuration of the blueprint version again, which also drops delegations. "+
			"Default: false."),
	),
	Object: signoffName,
	Invoke: func(ctx context.Context, c *govern.Client, v attr.Values, progress func(string)) error {
		place, wanted := signoffOf(v), v.String("status")
		isApproval := wanted == signoffApproved || wanted == signoffRejected
		switch {
		case v.String("comment") != "" && !isApproval:
			return fmt.Errorf("only %s and %s have a comment, not %s", signoffApproved, signoffRejected, wanted)
		case v.Bool("reload_configuration") && wanted != signoffNotStarted:
			return fmt.Errorf("only %s takes the configuration again, not %s", signoffNotStarted, wanted)
		}
		current, err := c.SignoffStatus(ctx, place)
		if errors.Is(err, client.ErrNotFound) {
			return fmt.Errorf("%w\nAn artifact that is older than the sign-off of its version gets one by the action %sgovern_artifact_create_signoff", err, kit.Prefix)
		}
		if err != nil {
			return err
		}
		if current == wanted {
			progress("The sign-off of " + signoffName(v) + " is " + wanted + " already, nothing was sent")
			return nil
		}
		if isApproval {
			err = c.ApproveSignoff(ctx, place, wanted, v.String("comment"))
		} else {
			err = c.SetSignoffStatus(ctx, place, wanted, v.Bool("reload_configuration"))
		}
		if next, known := signoffSuccessors[current]; err != nil && known {
			return fmt.Errorf("%w\nThe sign-off is %s, which %s can follow", err, current, next)
		}
		if err != nil {
			return err
		}
		progress("The sign-off of " + signoffName(v) + " was " + current + " and is " + wanted)
		return nil
	},
}

// ArtifactCreateSignoff gives an artifact the sign-off that its version got later (govern.md 24.3).
var ArtifactCreateSignoff = &kit.Action[*govern.Client]{
	Type:       "govern_artifact_create_signoff",
	Summary:    "Gives an artifact the sign-off of a workflow step that its blueprint version got after the artifact was made.",
	Detail:     "The step must be `ONGOING`. An artifact that has the sign-off already is left alone.",
	Attributes: signoffPlace(),
	Object:     signoffName,
	Invoke: func(ctx context.Context, c *govern.Client, v attr.Values, progress func(string)) error {
		status, err := c.SignoffStatus(ctx, signoffOf(v))
		switch {
		case err == nil:
			progress("The sign-off of " + signoffName(v) + " is there already and " + status)
			return nil
		case !errors.Is(err, client.ErrNotFound):
			return err
		}
		if err := c.CreateSignoff(ctx, signoffOf(v)); err != nil {
			return err
		}
		progress("Created the sign-off of " + signoffName(v))
		return nil
	},
}

func signoffPlace() []attr.Attribute {
	return []attr.Attribute{
		attr.String("artifact_id", "Identifier of the artifact, such as `ar.42`.").Required().Validate(attr.Name()),
		attr.String("step_id", "Identifier of the workflow step.").Required().Validate(attr.Name()),
	}
}

func signoffOf(v attr.Values) govern.Signoff {
	return govern.Signoff{ArtifactID: v.String("artifact_id"), StepID: v.String("step_id")}
}

func signoffName(v attr.Values) string { return v.String("artifact_id") + "/" + v.String("step_id") }
