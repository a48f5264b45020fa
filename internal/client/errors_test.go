package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

var sentinels = []error{
	client.ErrNotFound, client.ErrAlreadyExists, client.ErrForbidden, client.ErrUnauthenticated, client.ErrConflict,
	client.ErrUnavailable, client.ErrUnsupported, client.ErrMalformed, client.ErrInvalid,
	client.ErrUnlicensed, client.ErrCloud, client.ErrDanger,
}

func sample(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/samples/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// refuse is what the node answers, and the error that the client makes of it.
func refuse(t *testing.T, request client.Request, status int, body string) *client.APIError {
	t.Helper()
	c, clock := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "r-1")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}, func(config *client.Config) { config.MaxRetries = -1 })
	err := c.Send(context.Background(), request)
	var refused *client.APIError
	if !errors.As(err, &refused) {
		t.Fatalf("%d %s: got %v", status, body, err)
	}
	if len(clock.Slept()) > 0 {
		t.Errorf("%d %s: waited", status, body)
	}
	return refused
}

func java(class, message string) string {
	return client.RenderJSON(client.Document{"errorType": class, "message": message, "detailedMessage": message})
}

const (
	notFoundClass = "com.dataiku.dip.server.controllers.NotFoundException"
	codedClass    = "com.dataiku.dip.exceptions.CodedException"
	unauthorized  = "com.dataiku.dip.exceptions.UnauthorizedException"
	illegal       = "java.lang.IllegalArgumentException"
	htmlPage      = "<!DOCTYPE html><html><title>404</title><body>does not exist</body></html>"
)

// Every row of observed.md 1.4 and 1.5, dss-admin.md 2.2 and govern.md 1.6 that says what an answer means.
func TestWhatRefusalsMean(t *testing.T) {
	put := func(path ...string) client.Request {
		return client.Request{Method: http.MethodPut, Path: path, Body: client.Document{}}
	}
	remove := func(path ...string) client.Request { return client.Request{Method: http.MethodDelete, Path: path} }
	dataset := get("projects", "P", "datasets", "orders")
	cases := []struct {
		name    string
		request client.Request
		status  int
		body    string
		want    error // nil: nothing in particular
	}{
		{"unknown key", get("admin", "users", "x"), 401, sample(t, "error-401-unknown-api-key"), client.ErrUnauthenticated},
		{"unknown key, other status", get("x"), 500, sample(t, "error-401-unknown-api-key"), client.ErrUnauthenticated},
		{"401 of a gateway", get("x"), 401, htmlPage, client.ErrUnauthenticated},
		{"no rights", get("admin", "users", "x"), 403, "", client.ErrForbidden},
		{"403 of a gateway", get("x"), 403, htmlPage, client.ErrForbidden},
		{"project unknown or hidden", get("projects", "TFSAMPLE"), 403, sample(t, "error-project-unknown-or-hidden"), client.ErrForbidden},
		{"the same as 404", get("projects", "TFSAMPLE"), 404, sample(t, "error-project-unknown-or-hidden"), client.ErrForbidden},
		{"the same as 401", get("projects", "TFSAMPLE"), 401, sample(t, "error-project-unknown-or-hidden"), client.ErrForbidden},
		{
			"the same with its cause", get("projects", "P"), 403,
			java(unauthorized, "Failed to read project permissions, caused by: NotFoundException: P"), client.ErrForbidden,
		},
		{"wrapped not found, read", get("artifact", "ar.1"), 403, java(unauthorized, "NotFoundException: ar.1"), client.ErrNotFound},
		{"wrapped not found, write", put("artifact", "ar.1"), 403, java(unauthorized, "NotFoundException: ar.1"), client.ErrForbidden},
		{"missing user", get("admin", "users", "nobody"), 404, sample(t, "error-404-user"), client.ErrNotFound},
		{"missing dataset", get("projects", "TFSAMPLE", "datasets", "absent"), 404, sample(t, "error-404-dataset"), client.ErrNotFound},
		{"not-found class, odd status", get("x", "y"), 500, java(notFoundClass, "Zone y does not exist"), client.ErrNotFound},
		{"another class in the same name", get("x"), 500, java("java.io.FileNotFoundException", "/a/b"), nil},
		{"missing connection", get("admin", "connections", "absent"), 400, sample(t, "error-connection-missing"), client.ErrNotFound},
		{"missing connection as 500", get("admin", "connections", "absent"), 500, sample(t, "error-connection-missing"), client.ErrNotFound},
		{"deleting a missing connection", remove("admin", "connections", "absent"), 400, sample(t, "error-connection-missing"), client.ErrNotFound},
		{"writing a missing connection", put("admin", "connections", "absent"), 400, sample(t, "error-connection-missing"), client.ErrInvalid},
		{"somebody else is missing", dataset, 400, sample(t, "error-connection-missing"), client.ErrInvalid},
		{"somebody else is missing, 500", dataset, 500, java("java.lang.Exception", "Connection 'pg' does not exist"), nil},
		{"a longer name is missing", get("admin", "connections", "pg"), 400, java(illegal, "Connection 'pg-2' does not exist"), client.ErrInvalid},
		{"missing code env", get("admin", "code-envs", "python", "absent-env"), 500, sample(t, "error-500-code-env-missing"), client.ErrNotFound},
		{"code env without files", get("admin", "code-envs", "python", "broken-env"), 500, sample(t, "error-500-code-env-not-a-file"), client.ErrNotFound},
		{"missing through another route", dataset, 500, java("java.lang.Exception", "Dataset orders was not found"), client.ErrNotFound},
		{"missing files of a dataset", dataset, 500, java("DataStoreIOException", "Root path of the dataset orders does not exist"), nil},
		{"a directory", get("projects", "P", "lib"), 500, java("java.io.IOException", "Cannot read directory as file: /lib/python"), nil},
		{"missing future", get("futures", "f"), 400, sample(t, "error-400-future-missing"), client.ErrNotFound},
		{"a future elsewhere", dataset, 400, sample(t, "error-400-future-missing"), client.ErrInvalid},
		{"unknown route", get("admin", "new"), 404, htmlPage, client.ErrUnsupported},
		{"unknown route, no body", get("admin", "new"), 404, "", client.ErrUnsupported},
		{"404 of a JSON gateway", get("admin", "users", "x"), 404, `{"message":"no Route matched with those values"}`, client.ErrUnsupported},
		{"unknown route, quoted", get("business-apps"), 404, java(notFoundClass, "No handler for /dip/publicapi/business-apps/"), client.ErrUnsupported},
		{"typed 404", get("x"), 404, java("some.OtherException", "nothing here"), client.ErrNotFound},
		{"no node behind the gateway", get("x"), 404, "Dataiku instance not found", client.ErrUnavailable},
		{"wrong verb", remove("meanings", "x"), 405, "", client.ErrUnsupported},
		{"wrong verb in words", post("plugins", "p"), 400, java("x.Y", "rawMethodPOSTnotsupported"), client.ErrUnsupported},
		{"no test for the type", get("connections", "x", "test"), 500, java("x.NotImplementedException", "Not implemented"), client.ErrUnsupported},
		{"licence", post("x"), 500, java("x.Y", "Current license does not allow this operation"), client.ErrUnlicensed},
		{"licence of Govern", post("x"), 403, java("x.Y", "Your license does not allow you to use the Govern Blueprint Designer"), client.ErrUnlicensed},
		{"cloud", post("x"), 403, java(unauthorized, "This API call is not available on Dataiku Cloud"), client.ErrCloud},
		{"free edition", get("x"), 403, java("x.Y", "DSS API is not available with your Free Edition license"), client.ErrUnlicensed},
		{"permission restrictions", get("x"), 500, java("x.Y", "Cannot use code env e because of permission restrictions"), client.ErrForbidden},
		{"managed folder on a connection", post("x"), 403, java("x.Y", "may not create a managed folder on connection c"), client.ErrForbidden},
		{"user exists", post("admin", "users"), 500, java(codedClass, "ERR_SECURITY_USER_EXISTS: x"), client.ErrAlreadyExists},
		{"group exists, code member", post("admin", "groups"), 400, `{"errorType":"x.CodedException","code":"ERR_SECURITY_GROUP_EXISTS","message":"m"}`, client.ErrAlreadyExists},
		{"code env exists", post("x"), 500, java(codedClass, "[ERR_CODEENV_EXISTING_ENV] e"), client.ErrAlreadyExists},
		{"missing plugin", get("plugins", "p", "settings"), 400, java(codedClass, "ERR_PLUGIN_NOT_INSTALLED: p"), client.ErrNotFound},
		{"update of a missing plugin", post("plugins", "p", "actions", "x"), 400, java(codedClass, "ERR_PLUGIN_NOT_INSTALLED: p"), client.ErrInvalid},
		{"an object without its plugin", get("admin", "clusters", "c"), 400, java(codedClass, "ERR_PLUGIN_NOT_INSTALLED: p"), client.ErrInvalid},
		{"exists in words", post("x"), 409, java("x.Y", "Blueprint bp.x already exists"), client.ErrAlreadyExists},
		{"a read never finds that", get("x"), 500, java("x.Y", "already exists"), nil},
		{"used project key", post("projects"), 400, java(codedClass, "ERR_PROJECT_INVALID_PROJECT_KEY: P is already used"), client.ErrAlreadyExists},
		{"bad project key", post("projects"), 400, java(codedClass, "ERR_PROJECT_INVALID_PROJECT_KEY: p p"), client.ErrInvalid},
		{"no right to create", post("x"), 500, java(codedClass, "ERR_CODEENV_NO_CREATION_PERMISSION"), client.ErrForbidden},
		{"profile", post("x"), 400, java(codedClass, "ERR_USER_ACTION_FORBIDDEN_BY_PROFILE"), client.ErrForbidden},
		{"secret of another node", put("x"), 500, java(codedClass, "ERR_SECURITY_DECRYPTION_FAILED Invalid HMAC"), client.ErrInvalid},
		{"conflict", remove("x"), 409, java("x.Y", "versions exist"), client.ErrConflict},
		{"danger zone", put("x"), 500, java("x.Y", "the change needs dangerZoneAccepted=true"), client.ErrDanger},
		{"plugin in use", post("x"), 500, java(codedClass, "Types were missing when looking for usages of the plugin X; its deletion may be forced"), client.ErrConflict},
		{"folder with contents", remove("project-folders", "f"), 400, java(illegal, "Folder is not empty"), client.ErrConflict},
		{"image build config", put("admin", "general-settings"), 400, sample(t, "error-400-container-unknown-build-config"), client.ErrDangling},
		{"Govern validation", post("x"), 500, sample(t, "error-govern-validation"), client.ErrInvalid},
		{"partial document", put("projects", "P", "settings"), 500, java("java.lang.NullPointerException", ""), client.ErrInvalid},
		{"no owner", post("projects"), 400, "", client.ErrInvalid},
		{"too many", put("x"), 429, "", client.ErrUnavailable},
		{"bad gateway", put("x"), 502, htmlPage, client.ErrUnavailable},
		{"maintenance", put("x"), 503, `{"errorType":"x.Y","message":"z does not exist"}`, client.ErrUnavailable},
		{"gateway timeout", put("x"), 504, "", client.ErrUnavailable},
		{"missing bundle", get("x"), 500, "", nil},
		{"opaque", post("x"), 500, java("x.Y", "Oops"), nil},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			err := refuse(t, test.request, test.status, test.body)
			for _, sentinel := range sentinels {
				if got := errors.Is(err, sentinel); got != errors.Is(test.want, sentinel) {
					t.Errorf("got %v: wraps %v: %t", err, sentinel, got)
				}
			}
		})
	}
}

func TestErrorText(t *testing.T) {
	for name, test := range map[string]struct {
		request client.Request
		status  int
		body    string
		want    string
	}{
		"plain": {
			get("admin", "users", "a b"), 404, sample(t, "error-404-user"),
			"DSS: GET /admin/users/a b: 404 NotFoundException: User 'nobody' does not exist [request r-1]",
		},
		"web page": {get("x"), 404, htmlPage, "DSS: GET /x: 404 Not Found [request r-1]"},
		"no body":  {get("x"), 500, "", "DSS: GET /x: 500 Internal Server Error [request r-1]"},
		"text":     {get("x"), 400, "too\n bad", "DSS: GET /x: 400 too bad [request r-1]"},
		"null detail": {
			get("x"), 400, `{"errorType":"a.B","message":"m","detailedMessage":null}`, "DSS: GET /x: 400 B: m [request r-1]",
		},
		"detail says more": {
			get("x"), 400, `{"errorType":"a.B","message":"m","detailedMessage":"m, caused by n"}`, "DSS: GET /x: 400 B: m, caused by n [request r-1]",
		},
		"detail says something else": {
			get("x"), 400, `{"errorType":"a.B","message":"m","detailedMessage":"d"}`, "DSS: GET /x: 400 B: m (d) [request r-1]",
		},
		"markup, trace and secrets": {
			get("x"), 500, `{"message":"<span>Map<String></span> e:AES:abc= ` + testKey + `\n\tat a.b.C(D.java:1)\n\tat e.f"}`,
			"DSS: GET /x: 500 Map<String> (redacted) (redacted) [request r-1]",
		},
	} {
		if got := refuse(t, test.request, test.status, test.body).Error(); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
	long := refuse(t, get("x"), 500, `{"message":"`+strings.Repeat("é", 5000)+`"}`).Error()
	if len([]rune(long)) > 700 {
		t.Errorf("%d characters", len([]rune(long)))
	}
}
