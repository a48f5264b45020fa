package dss

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// CodeStudioTemplate returns the document of a code studio template. There is no call that makes or deletes one
// (dss-admin.md 25).
func (c *Client) CodeStudioTemplate(ctx context.Context, id string) (Document, error) {
	return c.Read(ctx, client.Path("admin", "code-studios", id), client.Members("type"))
}

// PutCodeStudioTemplate replaces the document of a template, which must come from CodeStudioTemplate.
func (c *Client) PutCodeStudioTemplate(ctx context.Context, id string, template Document) error {
	return c.Put(ctx, client.Path("admin", "code-studios", id), template)
}

// CodeStudioTemplates lists summaries: id, label, and what was built when (dss-admin.md 25).
func (c *Client) CodeStudioTemplates(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("admin", "code-studios"), client.Named("id")))
}

// BuildCodeStudioTemplate builds the images of a template. It needs a user behind the key: a personal key, or a global
// key that impersonates one (dss-admin.md 25). The answer holds the messages of the node, if it has any; the error of a
// failure the end of the log, where the state of the task has one.
func (c *Client) BuildCodeStudioTemplate(ctx context.Context, id string, withoutCache bool, progress Progress) (Document, error) {
	var log []string
	result, err := c.Future(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"admin", "code-studios", id, "build"},
		Query: url.Values{"withNoCache": {boolean(withoutCache)}}, Timeout: -1, Landed: client.SendAgain,
	}, func(task client.FutureState) {
		if lines := c.taskLog(ctx, task.Document); len(lines) > 0 {
			log = lines
		}
		if progress != nil {
			progress(task)
		}
	})
	switch {
	case errors.Is(err, client.ErrForbidden):
		err = fmt.Errorf("%w. A build needs a user behind the API key: use a personal API key, or a global one that impersonates a user", err)
	case isTaskFailure(err) && len(log) > 0:
		err = fmt.Errorf("%w\n\nThe end of the log:\n\n  %s", err, strings.Join(log, "\n  "))
	}
	answer, _ := result.(Document)
	return answer, err
}

// taskLog is the end of the log in the state of a task, without secrets: a text, or an object with lines. Whether there is one is not
// documented (dss-admin.md 3).
func (c *Client) taskLog(ctx context.Context, state Document) []string {
	switch log := state["log"].(type) {
	case string:
		return lastLines(c.Redact(ctx, log))
	case Document:
		return lastLines(c.Redact(ctx, strings.Join(client.Texts(log["lines"]), "\n")))
	}
	return nil
}
