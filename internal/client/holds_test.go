package client_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestAnswersThatAreNotTheDocument(t *testing.T) {
	user := client.Identity("login", "ana").And(client.Members("groups"))
	for answer, says := range map[string]string{
		`{"login":"ana","groups":null}`: "",
		`{"login":"Ana","groups":[]}`:   "",
		`{}`:                            `login is missing and should be "ana"; it holds nothing`,
		`{"status":"maintenance"}`:      `login is missing and should be "ana"; it holds status`,
		`{"login":"bob","groups":[]}`:   `login is "bob" and should be "ana"; it holds groups, login`,
		`{"login":["ana"],"groups":[]}`: `login is a list and should be "ana"`,
		`{"login":"ana"}`:               `groups is missing; it holds login`,
		`{"login":null}`:                `login is null`,
		`null`:                          "the answer is null",
		`[]`:                            "the answer is a list",
		`"ana"`:                         "the answer is a string",
		`{"password":"s3cr3t-of-bob"}`:  "it holds password",
		`{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1}`: "it holds a, b, c, d, e, f, g, h and 2 more",
	} {
		c, _ := serve(t, answerWith(answer))
		document, err := c.Read(context.Background(), client.Path("admin", "users", "ana"), user)
		expectMalformed(t, answer, document != nil, err, says)
	}
}

func TestItemsThatAreNotOfTheList(t *testing.T) {
	for answer, says := range map[string]string{
		`[]`:                             "",
		`[{"id":"a"},{"id":"b"}]`:        "",
		`{"status":"maintenance"}`:       "the answer is an object",
		`[{"id":"a"},{"name":"b"}]`:      "item 2 of the answer is not what was asked for: id is missing; it holds name",
		`[{"id":"a"},{"id":""}]`:         "item 2",
		`[{"id":"a"},{"id":{"id":"b"}}]`: "item 2",
		`[{"id":"a"},null]`:              "not what this call returns",
		`["a"]`:                          "not what this call returns",
	} {
		c, _ := serve(t, answerWith(answer))
		list, err := c.List(context.Background(), client.Path("things"), client.Named("id"))
		expectMalformed(t, answer, list != nil, err, says)
	}
	for answer, says := range map[string]string{
		`{"a":{"type":"x"}}`: "", `{}`: "", `{"a":null}`: "not what", `{"a":{"type":"x"},"b":{}}`: `the item "b" of the answer`,
		`{"status":"maintenance"}`: "not what", `[]`: "not what",
	} {
		c, _ := serve(t, answerWith(answer))
		var all map[string]client.Document
		request := get("things")
		request.Holds = client.Named("type")
		err := c.JSON(context.Background(), request, &all)
		expectMalformed(t, answer, all != nil, err, says)
	}
}

// expectMalformed wants an error that says so and no value, or a value when it says nothing.
func expectMalformed(t *testing.T, answer string, given bool, err error, says string) {
	t.Helper()
	if says == "" {
		if err != nil || !given {
			t.Errorf("%s: %v", answer, err)
		}
		return
	}
	if given || !errors.Is(err, client.ErrMalformed) || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "s3cr3t") {
		t.Errorf("%s: value %t, %v, want %q", answer, given, err, says)
	}
}

// A gateway that is in the way for a moment must cost nothing but the time.
func TestForeignAnswersAreAskedAgain(t *testing.T) {
	var count atomic.Int32
	c, _ := serve(t, script(&count, body(`{}`), body(`{"status":"maintenance"}`), body(`{"login":"bob"}`), body(`{"login":"ana"}`)))
	document, err := c.Read(context.Background(), client.Path("admin", "users", "ana"), client.Identity("login", "ana"))
	if err != nil || document["login"] != "ana" || count.Load() != 4 {
		t.Errorf("got %v, %v after %d requests", document, err, count.Load())
	}
}

// The secret of a key is told once, and what was made without it is of no use.
func TestCreationsWithoutIdentityAreLookedUp(t *testing.T) {
	var count atomic.Int32
	c, _ := serve(t, script(&count, body(`{"status":"ok"}`), body(`{"id":"k2"}`)))
	looked := 0
	request := post("keys")
	request.Holds = client.Named("id")
	request.Landed = func(context.Context) (bool, error) { looked++; return false, nil }
	var made client.Document
	if err := c.JSON(context.Background(), request, &made); err != nil || made["id"] != "k2" || looked != 1 {
		t.Errorf("got %v, %v after %d looks", made, err, looked)
	}
}
