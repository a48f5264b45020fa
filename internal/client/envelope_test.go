package client_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func parse(t *testing.T, text string) any {
	t.Helper()
	value, err := client.ParseJSON([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}

func TestCheckEnvelope(t *testing.T) {
	for name, test := range map[string]struct{ answer, says string }{
		"failed build":           {sample(t, "code-env-packages-failure-http200"), "Code env update failed: pip install failed"},
		"created, success false": {sample(t, "code-env-create-response"), ""},
		"deleted, bare envelope": {sample(t, "project-delete-response"), ""},
		"bare envelope":          {`{"messages":[{"severity":"ERROR","message":"m"}],"error":true}`, "m"},
		"fatal alone":            {`{"messages":{"error":false,"fatal":true,"messages":[]}}`, "without saying which"},
		"warning":                {`{"messages":{"warning":true,"error":false,"messages":[{"severity":"WARNING","message":"w"}]}}`, ""},
		"only errors are listed": {
			`{"messages":{"error":true,"messages":[{"severity":"INFO","message":"i"},{"severity":"ERROR","title":"t","message":"m","details":"d"},{"isFatal":true,"code":"C"}]}}`,
			"t: m: d; C",
		},
		"said once":                     {`{"messages":{"error":true,"messages":[{"title":"t","message":"t"}]}}`, "t"},
		"said at more length":           {`{"messages":{"error":true,"messages":[{"title":"t","message":"t: m","details":"d"}]}}`, "t: m: d"},
		"plugin":                        {`{"success":false,"installationError":{"message":"bad zip","code":"C","stackTraceStr":"at x"}}`, "bad zip"},
		"plugin, text":                  {`{"success":false,"error":"in use"}`, "in use"},
		"plugin without error":          {`{"success":false}`, ""},
		"plugin, null error":            {`{"success":false,"installationError":null,"error":""}`, ""},
		"plugin that worked":            {`{"success":true,"error":"old"}`, ""},
		"error member of a document":    {`{"error":true,"name":"x"}`, ""},
		"messages that are no envelope": {`{"messages":"hello","error":true}`, ""},
		"list":                          {`[{"messages":{"error":true}}]`, ""},
		"null":                          {`null`, ""},
	} {
		err := client.CheckEnvelope(parse(t, test.answer))
		if test.says == "" && err != nil || test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) || strings.HasPrefix(test.says, "t") && err.Error() != test.says {
			t.Errorf("%s: got %v, want %q", name, err, test.says)
		}
		var envelope *client.EnvelopeError
		if err != nil && !errors.As(err, &envelope) {
			t.Errorf("%s: a %T", name, err)
		}
	}
	exists := client.CheckEnvelope(parse(t, `{"messages":{"error":true,"messages":[{"severity":"ERROR","code":"ERR_CODEENV_EXISTING_ENV"}]}}`))
	if !errors.Is(exists, client.ErrAlreadyExists) {
		t.Errorf("the code means nothing: %v", exists)
	}
}

func TestFailureInsideSuccess(t *testing.T) {
	failure := sample(t, "code-env-packages-failure-http200")
	c, _ := serve(t, answerWith(failure))
	ctx := context.Background()
	var out client.Document
	want := "DSS: POST /x: Code env update failed: pip install failed"
	if err := c.Send(ctx, post("x")); err == nil || err.Error() != want {
		t.Errorf("Send: %v", err)
	}
	if err := c.JSON(ctx, post("x"), &out); err == nil || err.Error() != want || out["messages"] == nil {
		t.Errorf("JSON: %v, %v", out, err)
	}
	if err := c.JSON(ctx, client.Request{Method: http.MethodGet, Path: []string{"x"}}, &out); err != nil {
		t.Errorf("what a read finds is data: %v", err)
	}
}

func TestCheckBulk(t *testing.T) {
	for answer, says := range map[string]string{
		sample(t, "user-bulk-result"):         "jroe: User jroe already exists",
		`[{"login":"a","status":"SUCCESS"}]`:  "",
		`[]`:                                  "",
		`[{"login":"a","error":"no status"}]`: "a: no status",
		`[1]`:                                 "malformed",
		`{"login":"a","status":"SUCCESS"}`:    "malformed",
		`[{"login":"a","status":"X","error":"1"},{"login":"b","status":"X","error":"2"}]`: "a: 1\nb: 2",
	} {
		err := client.CheckBulk(parse(t, answer))
		if says == "" && err != nil || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
			t.Errorf("%s: got %v, want %q", answer, err, says)
		}
	}
}
