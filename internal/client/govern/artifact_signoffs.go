package govern

import (
	"context"
	"errors"
	"net/http"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Signoff is where the sign-off of an artifact's workflow step is found (govern.md 24).
type Signoff struct{ ArtifactID, StepID string }

func (s Signoff) path(call ...string) []string {
	return append([]string{"artifact", s.ArtifactID, "workflow", "step", s.StepID, "signoff"}, call...)
}

// SignoffStatus returns the status of a sign-off.
func (c *Client) SignoffStatus(ctx context.Context, s Signoff) (string, error) {
	found, err := c.Read(ctx, client.Path(s.path()...), client.Identity("signoffId.stepId", s.StepID))
	return client.Text(found, "status"), err
}

// CreateSignoff gives an artifact the sign-off that its version has for the step. Artifacts that are older than the
// configuration have none.
func (c *Client) CreateSignoff(ctx context.Context, s Signoff) error {
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: s.path("create"),
		Landed: func(ctx context.Context) (bool, error) {
			_, err := c.SignoffStatus(ctx, s)
			if errors.Is(err, client.ErrNotFound) {
				return false, nil
			}
			return err == nil, err
		},
	})
}

// SetSignoffStatus moves a sign-off to another status and mails nobody. A node of version 15 mails everybody when the
// list of receivers is left out (govern.md 24.3).
func (c *Client) SetSignoffStatus(ctx context.Context, s Signoff, status string, reload bool) error {
	return c.changeSignoff(ctx, s, "update-status", status, Document{
		"targetStatus": status, "usersToSendEmailTo": []any{}, "reloadConfForReset": reload,
	})
}

// ApproveSignoff gives the final word, APPROVED or REJECTED, in the name of the caller.
func (c *Client) ApproveSignoff(ctx context.Context, s Signoff, status, comment string) error {
	body := Document{"status": status}
	if comment != "" {
		body["comment"] = comment
	}
	return c.changeSignoff(ctx, s, "approval", status, body)
}

// changeSignoff must be called for a status that the sign-off has not yet.
func (c *Client) changeSignoff(ctx context.Context, s Signoff, call, status string, body Document) error {
	return c.Send(ctx, client.Request{
		Method: http.MethodPost, Path: s.path(call), Body: body,
		Landed: func(ctx context.Context) (bool, error) {
			found, err := c.SignoffStatus(ctx, s)
			return found == status, err
		},
	})
}
