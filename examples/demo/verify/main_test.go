package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestCount(t *testing.T) {
	state := `{"values": {"root_module": {
		"resources": [{"mode": "managed"}, {"mode": "data"}],
		"child_modules": [{"resources": [{"mode": "managed"}], "child_modules": [{"resources": [{"mode": "managed"}]}]}]
	}}}`
	var out bytes.Buffer
	if err := run([]string{"count"}, strings.NewReader(state), &out); err != nil || out.String() != "3\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

func TestPlan(t *testing.T) {
	const plan = `{"resource_changes": [
		{"address": "b", "change": {"actions": ["update"]}}, {"address": "a", "change": {"actions": ["update"]}},
		{"address": "c", "change": {"actions": ["no-op"]}}, {"address": "d", "change": {"actions": ["read"]}}
	]}`
	replaced := strings.Replace(plan, `["no-op"]`, `["delete", "create"]`, 1)
	for _, c := range []struct {
		plan, want string
		addresses  []string
	}{
		{plan, "", []string{"a", "b"}},
		{plan, "want [a]", []string{"a"}},
		{plan, "want [a b c]", []string{"a", "b", "c"}},
		{replaced, "delete+create to c", []string{"a", "b"}},
		{"", "EOF", nil},
	} {
		err := run(append([]string{"plan"}, c.addresses...), strings.NewReader(c.plan), io.Discard)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.addresses, err, c.want)
		}
	}
}

func TestChange(t *testing.T) {
	document := `{"name": "x", "size": 9007199254740993}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, document)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		document = string(body)
	}))
	defer server.Close()
	if err := run([]string{"change", server.URL, "name", `"y"`}, nil, io.Discard); err != nil {
		t.Fatal(err)
	}
	if document != `{"name":"y","size":9007199254740993}` {
		t.Error(document)
	}
	for _, args := range [][]string{
		{"change", server.URL, "colour", `"y"`}, {"change", server.URL, "name", "y"}, {"change", "http://127.0.0.1:1", "name", "1"}, {"shout"}, {},
	} {
		if err := run(args, nil, io.Discard); err == nil {
			t.Errorf("%v: no error", args)
		}
	}
}
