package client_test

import (
	"context"
	"encoding"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// recorder is a Logger that keeps its lines.
type recorder struct {
	mutex  sync.Mutex
	lines  []map[string]any
	warned func() // called at a warning, unless nil
}

func (r *recorder) keep(level, msg string, fields map[string]any) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for name, value := range fields {
		if lazy, ok := value.(encoding.TextMarshaler); ok {
			text, _ := lazy.MarshalText()
			fields[name] = string(text)
		}
	}
	fields["level"], fields["msg"] = level, msg
	r.lines = append(r.lines, fields)
}

func (r *recorder) Debug(_ context.Context, msg string, fields map[string]any) {
	r.keep("debug", msg, fields)
}

func (r *recorder) Warn(_ context.Context, msg string, fields map[string]any) {
	r.keep("warn", msg, fields)
	if r.warned != nil {
		r.warned()
	}
}

func TestLogHoldsNoSecret(t *testing.T) {
	secrets := client.Document{
		"password": "S-1", "newPassword": "S-2", "apiKey": "S-3", "AccessKey": "S-4", "credentials": client.Document{"pg": "S-5"},
		"resolvedAWSCredential": client.Document{"x": "S-6"}, "sessionToken": "S-7", "appSecretContent": "S-8", "key": "S-9",
		"secrets": []any{client.Document{"name": "n", "value": "S-10"}},
		"params": client.Document{
			"dkuProperties": []any{client.Document{"name": "p", "value": "S-11", "secret": true}},
			"other":         "e:AES:S-12", "privateKey": "S-13",
		},
		"text": "quotes " + testKey, "token": 4711, "passphrase": "S-14",
	}
	shown := client.Document{
		"login": "visible-login", "items": []any{client.Document{"name": "p", "value": "visible-value", "secret": false}},
		"keyPath": "visible-path", "hasPassword": true, "maxTokens": 5,
	}
	text := client.RenderJSON(client.Document{"secret part": secrets, "open": shown, "s": secrets["params"]})
	log := &recorder{}
	c, _ := serve(t, answerWith(text), func(config *client.Config) { config.Logger = log })
	both := client.Document{"hidden": secrets, "open": shown}
	if err := c.Send(context.Background(), client.Request{Method: http.MethodPut, Path: []string{"x"}, Body: both}); err != nil {
		t.Fatal(err)
	}
	all := fmt.Sprint(log.lines)
	for _, hidden := range []string{"S-", "4711", testKey, "Authorization", "Basic "} {
		if strings.Contains(all, hidden) {
			t.Errorf("the log holds %q: %s", hidden, all)
		}
	}
	for _, open := range []string{"visible-login", "visible-value", "visible-path", `"hasPassword":true`, `"maxTokens":5`} {
		if strings.Count(all, open) != 2 {
			t.Errorf("the log lacks %q: %s", open, all)
		}
	}
}

func TestLogOfAttempts(t *testing.T) {
	var count atomic.Int32
	log := &recorder{}
	c, _ := serve(t, script(&count, status(503), func(w http.ResponseWriter) {
		_, _ = io.WriteString(w, "a token=S-1 in a text")
	}), func(config *client.Config) { config.Logger = log })
	if _, err := c.Text(context.Background(), get("admin", "logs")); err != nil {
		t.Fatal(err)
	}
	if len(log.lines) != 3 {
		t.Fatalf("%d lines: %v", len(log.lines), log.lines)
	}
	for i, want := range []struct {
		level   string
		status  any
		attempt any
	}{{"debug", 503, 1}, {"warn", nil, nil}, {"debug", 200, 2}} {
		line := log.lines[i]
		if line["level"] != want.level || line["status"] != want.status || line["attempt"] != want.attempt || line["path"] != "/admin/logs" {
			t.Errorf("line %d: %v", i, line)
		}
	}
	if log.lines[2]["response_body"] != "(not JSON)" {
		t.Errorf("a text is shown: %v", log.lines[2])
	}
}
