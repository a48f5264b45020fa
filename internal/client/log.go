package client

import (
	"context"
	"regexp"
	"strings"
	"time"
)

const (
	redacted       = "(redacted)"
	longestLogBody = 16 << 10
)

func (c *Client) logAttempt(ctx context.Context, call *call, got answer, back *setback, number int, took time.Duration) {
	if c.config.Logger == nil {
		return
	}
	fields := map[string]any{
		"product": string(c.config.Product), "method": call.Method, "path": "/" + strings.Join(call.Path, "/"),
		"status": got.status, "attempt": number, "milliseconds": took.Milliseconds(),
	}
	if len(call.Query) > 0 {
		fields["query"] = call.Query.Encode()
	}
	if call.body != nil {
		fields["request_body"] = c.loggable(call.body)
	}
	if len(got.body) > 0 {
		fields["response_body"] = c.loggable(got.body)
	}
	if back != nil {
		fields["error"] = back.err.Error()
	}
	c.config.Logger.Debug(ctx, "request", fields)
}

func (c *Client) logRetry(ctx context.Context, err *APIError, delay time.Duration) {
	if c.config.Logger == nil {
		return
	}
	c.config.Logger.Warn(ctx, "sending the request again", map[string]any{
		"method": err.Method, "path": err.Path, "delay": delay.String(), "error": err.Error(),
	})
}

// loggable shows a JSON body without its secrets. Of other texts nobody knows where the secrets are.
func (c *Client) loggable(body []byte) string {
	value, err := ParseJSON(body)
	if err != nil {
		return "(not JSON)"
	}
	text := c.hideKey(RenderJSON(redact(value)))
	if len(text) > longestLogBody {
		text = text[:longestLogBody] + "…"
	}
	return text
}

// hideKey takes the API key out of a text that quotes it. Anything too short to be a key stays, because it would
// take ordinary words apart.
func (c *Client) hideKey(text string) string {
	if len(c.config.APIKey) < 8 {
		return text
	}
	return strings.ReplaceAll(text, c.config.APIKey, redacted)
}

// secretName is the heuristic of dss-admin.md 10.3 for members of documents whose schema nobody published, made
// wider: a name with "secret" anywhere (appSecretContent, secrets), "key", which holds minted API keys, and the
// address and key of a webhook (dss-admin.md 21).
var secretName = regexp.MustCompile(`(?i)^(key|apikey|accesskey|webhookkey|webhookurl|credentials|resolved.*)$|secret|passphrase|(password|privatekey|sessiontoken|credential|token)$`)

// redact copies a JSON value without what looks like a secret. Flags stay: "secret": true gives nothing away.
func redact(value any) any {
	switch value := value.(type) {
	case Document:
		flagged := value["secret"] == true // an item of properties or dkuProperties
		shown := make(Document, len(value))
		for name, member := range value {
			if secretName.MatchString(name) || flagged && name == "value" {
				shown[name] = redactWhole(member)
			} else {
				shown[name] = redact(member)
			}
		}
		return shown
	case []any:
		shown := make([]any, len(value))
		for i, item := range value {
			shown[i] = redact(item)
		}
		return shown
	case string:
		if strings.HasPrefix(value, "e:AES:") {
			return redacted
		}
	}
	return value
}

func redactWhole(value any) any {
	switch value.(type) {
	case nil, bool:
		return value
	}
	return redacted
}
