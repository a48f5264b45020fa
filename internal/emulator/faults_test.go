package emulator_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func (f *fixture) fault(texts ...string) {
	f.Helper()
	var faults []*emulator.Fault
	for _, text := range texts {
		fault, err := emulator.ParseFault(text)
		if err != nil {
			f.Fatal(err)
		}
		if !f.node.Routed(fault) {
			f.Fatalf("%s hits no route", text)
		}
		faults = append(faults, fault)
	}
	f.node.SetFaults(faults...)
}

func TestFaultsOfEachKind(t *testing.T) {
	cases := []struct {
		fault string
		// stored tells whether the PUT has an effect.
		stored bool
		check  func(reply) bool
	}{
		{"PUT /things/{id}=status:503,retry-after:7", false, func(r reply) bool {
			return r.status == 503 && r.header.Get("Retry-After") == "7" && strings.HasPrefix(r.body, "<html>")
		}},
		{"PUT /things/{id}/=status:401", false, func(r reply) bool { return r.status == 401 && strings.HasPrefix(r.body, "{") }},
		{"* *=status:403", false, func(r reply) bool { return r.status == 403 && strings.HasPrefix(r.body, "{") }},
		{"* /things/{id}=status:500", false, func(r reply) bool { return r.status == 500 && strings.HasPrefix(r.body, "{") }},
		{"PUT *=reset", false, func(r reply) bool { return r.err != nil && r.status == 0 }},
		{"PUT *=lost-answer", true, func(r reply) bool { return r.err != nil && r.status == 0 }},
		{"PUT *=truncate", true, func(r reply) bool { return r.err != nil && r.status == 200 }},
		{"PUT *=login-page", false, func(r reply) bool { return r.status == 200 && strings.HasPrefix(r.body, "<html>") }},
		{"PUT *=empty", false, func(r reply) bool { return r.status == 200 && r.body == "" }},
		{"PUT *=delay:1ns", true, func(r reply) bool { return r.status == 200 }},
	}
	for _, c := range cases {
		t.Run(c.fault, func(t *testing.T) {
			f := start(t, emulator.Options{})
			f.fault(c.fault)
			if answer := f.send("PUT", "/public/api/things/x", "1"); !c.check(answer) {
				t.Errorf("answer %+v", answer)
			}
			stored := false
			f.node.Do(func(s *emulator.Store) { stored = s.Collection("things").Has("x") })
			if stored != c.stored {
				t.Errorf("stored: %v", stored)
			}
		})
	}
}

func TestFaultsCount(t *testing.T) {
	f := start(t, emulator.Options{})
	f.fault("GET /admin/things=status:503,skip:1,times:2")
	var got []int
	for range 5 {
		got = append(got, f.send("GET", "/public/api/admin/things", "").status)
	}
	if want := []int{200, 503, 503, 200, 200}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	f.fault("GET /admin/things=status:503,rate:0.5")
	failed := 0
	for range 200 {
		if f.send("GET", "/public/api/admin/things", "").status == 503 {
			failed++
		}
	}
	if failed < 60 || failed > 140 { // the dice have a fixed seed
		t.Errorf("%d of 200 failed", failed)
	}
}

func TestParseFaultRefuses(t *testing.T) {
	for _, text := range []string{"", "GET /x", "GET=reset", "GET /x=explode", "GET /x=status:many", "GET /x=delay:2"} {
		if _, err := emulator.ParseFault(text); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
	f := start(t, emulator.Options{})
	fault, err := emulator.ParseFault("GET /thing/{id}=reset")
	if err != nil || f.node.Routed(fault) {
		t.Errorf("a fault on a route that does not exist passes as one that does: %v", err)
	}
}

func TestFaultsFromJSON(t *testing.T) {
	var fault emulator.Fault
	if err := json.Unmarshal([]byte(`{"method":"GET","pattern":"/x","delay":"2s","times":1}`), &fault); err != nil {
		t.Fatal(err)
	}
	if time.Duration(fault.Delay) != 2*time.Second || fault.Times != 1 {
		t.Errorf("%+v", fault)
	}
}

func TestQuirksByName(t *testing.T) {
	q := emulator.DefaultQuirks()
	for name, value := range map[string]string{
		"hashedKeys": "false", "futurePolls": "0", "failingBuilds": "a,b", "failingConnections": `["c"]`, "defaultGroup": "15",
	} {
		if err := q.Set(name, value); err != nil {
			t.Error(err)
		}
	}
	if q.HashedKeys || q.FuturePolls != 0 || len(q.FailingBuilds) != 2 || q.FailingConnections[0] != "c" || q.DefaultGroup != "15" {
		t.Errorf("%+v", q)
	}
	for name, value := range map[string]string{"nope": "1", "hashedKeys": "maybe", "futurePolls": "x"} {
		if err := q.Set(name, value); err == nil {
			t.Errorf("%s=%s is accepted", name, value)
		}
	}
}

func TestLatencyEndsWithTheRequest(t *testing.T) {
	f := start(t, emulator.Options{Latency: time.Nanosecond})
	if answer := f.send("GET", "/public/api/futures", ""); answer.status != http.StatusOK {
		t.Errorf("%+v", answer)
	}
}
