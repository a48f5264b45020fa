package dss

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// AuthorizationMatrix returns what enabled users and groups may do, in columns (dss-admin.md 7).
func (c *Client) AuthorizationMatrix(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("admin", "authorization-matrix"), client.Members("perUser", "perGroup"))
}

// UsageSummary counts what is on the node (dss-admin.md 4).
func (c *Client) UsageSummary(ctx context.Context, perProject bool) (Document, error) {
	at := client.Path("admin", "monitoring", "global-usage-summary").With(url.Values{"withPerProject": {boolean(perProject)}})
	return c.Read(ctx, at, client.Members("projects"))
}

// UserActivity tells when a user was last seen (dss-admin.md 5.8).
func (c *Client) UserActivity(ctx context.Context, login string) (Document, error) {
	return c.Read(ctx, client.Path("admin", "users", login, "activity"), client.Anything)
}

// UsersActivity is UserActivity of all users.
func (c *Client) UsersActivity(ctx context.Context, enabledOnly bool) ([]Document, error) {
	return c.List(ctx, client.Path("admin", "users-activity").With(url.Values{"enabledUsersOnly": {boolean(enabledOnly)}}), client.Named("login"))
}

// LLMCostCounters returns {counters: [{id, …}]}, one a quota (dss-admin.md 27).
func (c *Client) LLMCostCounters(ctx context.Context) (Document, error) {
	return c.Read(ctx, client.Path("admin", "llm-cost-limiting", "counters"), client.Members("counters"))
}

// Logs are the names of the log files (dss-admin.md 18).
func (c *Client) Logs(ctx context.Context) ([]string, error) {
	var names []string
	err := c.JSON(ctx, client.Request{Method: http.MethodGet, Path: []string{"admin", "logs"}}, &names)
	return names, err
}

// Log is the content of a log file. Documentation and client disagree about the form of the answer, so a JSON string, an
// object that holds lines, and plain text are all taken (dss-admin.md 18).
func (c *Client) Log(ctx context.Context, name string) (string, error) {
	text, err := c.Text(ctx, client.Request{Method: http.MethodGet, Path: []string{"admin", "logs", name}})
	if err != nil {
		return "", err
	}
	value, err := client.ParseJSON([]byte(text))
	if err != nil {
		return text, nil //nolint:nilerr // plain text
	}
	switch v := value.(type) {
	case string:
		return v, nil
	case Document:
		if lines, ok := v["lines"].([]any); ok {
			return joined(lines), nil
		}
	case []any:
		return joined(v), nil
	}
	return text, nil
}

func joined(lines []any) string {
	var text strings.Builder
	for _, line := range lines {
		if t, ok := line.(string); ok {
			text.WriteString(t + "\n")
		}
	}
	return text.String()
}
