package client_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

const testKey = "dkuaps-0123456789"

// serve starts a node and a client of it that never sleeps.
func serve(t *testing.T, handler http.HandlerFunc, change ...func(*client.Config)) (*client.Client, *clienttest.Clock) {
	t.Helper()
	clock := &clienttest.Clock{}
	config := client.Config{URL: clienttest.Node(t, handler), APIKey: testKey, Clock: clock}
	for _, f := range change {
		f(&config)
	}
	c, err := client.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return c, clock
}

func answerWith(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

func get(path ...string) client.Request { return client.Request{Method: http.MethodGet, Path: path} }

func post(path ...string) client.Request {
	return client.Request{Method: http.MethodPost, Path: path, Body: client.Document{"name": "x"}}
}

func TestNewRefuses(t *testing.T) {
	good := client.Config{URL: "https://dss.example.com", APIKey: testKey}
	cases := map[string]struct {
		change func(*client.Config)
		says   string
	}{
		"no key":           {func(c *client.Config) { c.APIKey = "" }, "API key is empty"},
		"key with newline": {func(c *client.Config) { c.APIKey = testKey + "\n" }, "line break"},
		"no scheme":        {func(c *client.Config) { c.URL = "dss.example.com:11200" }, "must look like"},
		"other scheme":     {func(c *client.Config) { c.URL = "ftp://dss.example.com" }, "must look like"},
		"no host":          {func(c *client.Config) { c.URL = "https:///x" }, "must look like"},
		"query":            {func(c *client.Config) { c.URL += "?a=b" }, "no user, query"},
		"user":             {func(c *client.Config) { c.URL = "https://me:hunter2@dss.example.com" }, "no user, query"},
		"product":          {func(c *client.Config) { c.Product = "Excel" }, "unknown product"},
		"method":           {func(c *client.Config) { c.AuthMethod = "digest" }, "unknown authentication method"},
		"timeout":          {func(c *client.Config) { c.RequestTimeout = -1 }, "timeout is negative"},
		"concurrency":      {func(c *client.Config) { c.MaxConcurrentRequests = -1 }, "concurrent requests"},
		"own header":       {func(c *client.Config) { c.Headers = map[string]string{"authorization": "x"} }, "set by the client"},
		"header name":      {func(c *client.Config) { c.Headers = map[string]string{"a b": "x"} }, "not a header name"},
		"header value":     {func(c *client.Config) { c.Headers = map[string]string{"X-A": "x\ny"} }, "control character"},
		"half a pair":      {func(c *client.Config) { c.TLS.ClientKey = "key.pem" }, "needs its key"},
		"not a pair": {
			func(c *client.Config) { c.TLS.ClientCertificate, c.TLS.ClientKey = "-----BEGIN X", "-----BEGIN Y" }, "certificate and key",
		},
		"no key file": {
			func(c *client.Config) { c.TLS.ClientCertificate, c.TLS.ClientKey = "-----BEGIN X", "/does/not/exist" }, "client key",
		},
		"no CA in PEM": {func(c *client.Config) { c.TLS.CABundlePEM = "nothing" }, "no certificate"},
		"no CA file":   {func(c *client.Config) { c.TLS.CABundleFile = "/does/not/exist" }, "CA bundle"},
	}
	if _, err := client.New(good); err != nil {
		t.Fatal(err)
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			config := good
			test.change(&config)
			_, err := client.New(config)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want a text with %q", err, test.says)
			}
			if err != nil && (strings.Contains(err.Error(), testKey) || strings.Contains(err.Error(), "hunter2")) {
				t.Errorf("the error shows a credential: %v", err)
			}
		})
	}
}

func TestAddressSpellings(t *testing.T) {
	var path atomic.Value
	server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path.Store(r.URL.EscapedPath())
		_, _ = io.WriteString(w, "{}")
	})))
	defer server.Close()
	for suffix, want := range map[string]string{
		"": "/public/api/x", "/": "/public/api/x", "/public/api": "/public/api/x", "/public/api/": "/public/api/x",
		"/dip/publicapi/": "/public/api/x", "/behind/a/proxy/": "/behind/a/proxy/public/api/x",
	} {
		c, err := client.New(client.Config{URL: server.URL + suffix, APIKey: testKey})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Send(context.Background(), get("x")); err != nil {
			t.Fatal(err)
		}
		if got := path.Load(); got != want {
			t.Errorf("%q: asked for %s, want %s", suffix, got, want)
		}
	}
}

func TestRequestOnTheWire(t *testing.T) {
	type wire struct{ path, user, password, authorization, agent, custom, contentType, body string }
	var seen wire
	handler := func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		body, _ := io.ReadAll(r.Body)
		seen = wire{
			r.URL.EscapedPath(), user, password, r.Header.Get("Authorization"), r.UserAgent(),
			r.Header.Get("X-Gateway"), r.Header.Get("Content-Type"), string(body),
		}
		_, _ = io.WriteString(w, "{}")
	}
	for _, test := range []struct {
		method         client.AuthMethod
		user, password string
	}{{"", testKey, ""}, {client.AuthBasic, testKey, ""}, {client.AuthBasicPassword, "", testKey}, {client.AuthBearer, "", ""}} {
		c, _ := serve(t, handler, func(config *client.Config) {
			config.AuthMethod, config.UserAgent = test.method, "agent/1"
			config.Headers = map[string]string{"X-Gateway": "in"}
		})
		request := client.Request{
			Method: http.MethodPut, Path: []string{"admin", "users", "a b?#%é@x"}, Body: client.Document{"n": json.Number("9007199254740993")},
		}
		if err := c.Send(context.Background(), request); err != nil {
			t.Fatal(err)
		}
		if seen.path != "/public/api/admin/users/a%20b%3F%23%25%C3%A9@x" || seen.agent != "agent/1" || seen.custom != "in" ||
			seen.contentType != "application/json" || seen.body != `{"n":9007199254740993}` {
			t.Errorf("%s: %+v", test.method, seen)
		}
		if test.method == client.AuthBearer {
			if seen.authorization != "Bearer "+testKey {
				t.Errorf("bearer: %s", seen.authorization)
			}
		} else if seen.user != test.user || seen.password != test.password {
			t.Errorf("%s: user %q, password %q", test.method, seen.user, seen.password)
		}
		request.Body = nil
		if err := c.Send(context.Background(), request); err != nil || seen.contentType != "" || seen.body != "" {
			t.Errorf("without a body: %v, %+v", err, seen)
		}
	}
}

func TestNamesThatCannotBeAddressed(t *testing.T) {
	c, _ := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("something was sent") })
	for _, path := range [][]string{nil, {""}, {"a", "."}, {"a", ".."}, {"a", "b/c"}} {
		if err := c.Send(context.Background(), get(path...)); err == nil {
			t.Errorf("%q was accepted", path)
		}
	}
	err := c.Send(context.Background(), get("admin", "users", "b/c"))
	if !errors.Is(err, client.ErrInvalid) || !strings.Contains(err.Error(), `"b/c"`) {
		t.Errorf("got %v", err)
	}
}

func TestDecoding(t *testing.T) {
	outs := map[string]func() any{
		"document": func() any { return new(client.Document) },
		"any":      func() any { return new(any) },
		"list":     func() any { return new([]client.Document) },
		"map":      func() any { return new(map[string]client.Document) },
		"strings":  func() any { return new([]string) },
	}
	for _, test := range []struct {
		body string
		fits string // the outs that take it
	}{
		{`{"n":9007199254740993}`, "document any"},
		{`{"a":{}}`, "document any map"},
		{`{}`, "document any map"},
		{`[]`, "any list strings"},
		{`[{"n":1.10}]`, "any list"},
		{`[{},1]`, "any"},
		{`["a"]`, "any strings"},
		{`"text"`, "any"},
		{`null`, ""},
		{``, ""},
		{`  `, ""},
		{`{"a":`, ""},
		{`{} {}`, ""},
		{`ok`, ""},
		{"\n<!DOCTYPE html><html>login</html>", ""},
		{"<html></html>", ""},
	} {
		for name, out := range outs {
			c, _ := serve(t, answerWith(test.body))
			value := out()
			err := c.JSON(context.Background(), get("x"), value)
			fits := strings.Contains(" "+test.fits+" ", " "+name+" ")
			if fits && err != nil || !fits && !errors.Is(err, client.ErrMalformed) {
				t.Errorf("%q into %s: %v", test.body, name, err)
			}
			if text, _ := json.Marshal(value); fits && string(text) != test.body {
				t.Errorf("%q into %s became %s", test.body, name, text)
			}
		}
	}
}

func TestSendAndText(t *testing.T) {
	for _, test := range []struct {
		body, contentType string
		send, text        bool
	}{
		{"", "", true, true},
		{"Created user x", "text/html", true, true}, // a text whatever the server calls it
		{`{"msg":"Created"}`, "application/json", true, true},
		{`{"messages":{"success":false,"error":false}}`, "application/json", true, true},
		{"<html><title>Log in</title></html>", "", false, false},
		{"<div>Log in</div>", "text/html", false, false},
		{"<init> built", "text/plain", true, true},
	} {
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", test.contentType)
			_, _ = io.WriteString(w, test.body)
		})
		if err := c.Send(context.Background(), get("x")); (err == nil) != test.send || err != nil && !errors.Is(err, client.ErrMalformed) {
			t.Errorf("Send of %q: %v", test.body, err)
		}
		text, err := c.Text(context.Background(), get("x"))
		if (err == nil) != test.text || err == nil && text != test.body {
			t.Errorf("Text of %q: %q, %v", test.body, text, err)
		}
	}
}

func TestVersion(t *testing.T) {
	version := "14.3.3"
	c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if version != "" {
			w.Header().Set("DSS-Version", version)
		}
		w.WriteHeader(http.StatusForbidden) // refusals carry it, too
	})
	if c.Version() != "" {
		t.Error("a version before any answer")
	}
	for _, version = range []string{"14.3.3", ""} { // a gateway's answer without the header changes nothing
		_ = c.Send(context.Background(), get("x"))
		if c.Version() != "14.3.3" {
			t.Errorf("got %q", c.Version())
		}
	}
}
