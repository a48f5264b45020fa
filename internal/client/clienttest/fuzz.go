package clienttest

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Foreign are answers that a node never gives, and answers that are almost right.
var Foreign = []string{
	"", " ", "null", "true", "0", `""`, "{}", "[]", "[null]", "[[]]", "[{}]", `["a",null]`, `[{"id":null}]`, `{"a":null}`, `{"a":{"b":null}}`,
	`{"status":"maintenance"}`, "<!doctype html><title>Sign in</title>", `{"a":1,"a":2}`, `{"a"`, "{\"a\":\"\xff\"}", "\"\\ud800\"", "1e999999999",
	strings.Repeat("[", 600), `{"jobId":"x"}`, `{"jobId":"x","hasResult":false,"alive":true}`, `{"hasResult":true,"result":[null,{"login":null}]}`,
	`{"hasResult":true,"result":{"success":false,"error":null,"messages":[null]}}`, `{"messages":{"error":true,"messages":null}}`,
	`{"messages":{"error":true,"messages":[null,1,{"severity":7}]}}`, `{"success":false,"installationError":[]}`,
	`[{"login":"x","status":"FAILURE","error":null}]`, `{"errorType":7,"message":null,"detailedMessage":{},"code":[]}`,
}

// Known are short answers that the contract allows, about an object named x.
var Known = []string{
	`{"id":"x","name":"x","login":"x","envName":"x","envLang":"x","workspaceKey":"x","blueprintId":"x","type":"x"}`,
	`[{"id":"x","name":"x","login":"x","envName":"x","envLang":"x","workspaceKey":"x","projectKey":"x","blueprintId":"x","type":"DATASET"}]`,
	`{"x":{"type":"PostgreSQL","params":null}}`, `{"nodeType":"DESIGN"}`, `{"authIdentifier":"x"}`, `{"enabled":true}`, `{"state":"RUNNING","error":{"message":7}}`,
	`{"ldapSettings":null,"ssoSettings":{},"containerSettings":{"executionConfigs":[null,{"name":7}],"buildConfigs":null}}`,
	`{"owner":"x","permissions":[null,{"group":7}]}`, `{"standard":null,"local":{}}`, `{"label":"x","tags":null}`, `{"presets":[null],"parameterSets":{}}`,
	`{"id":"x","childrenIds":["x",null],"projectKeys":{},"permissions":null,"name":null}`, `{"connectionOK":false,"errorMessage":null}`,
	`{"base":{"userProfiles":[null,7]},"limits":{"profileLimits":[]}}`, `{"id":"x","type":"custom_python","params":null,"triggers":[null]}`, `{"script":null}`,
	`{"blueprint":{"id":"x"}}`, `[{"blueprint":{"id":"x"}},{"blueprint":null}]`, `{"artifact":{"id":"x","workflow":{"steps":{"a":null}}}}`,
	`{"blueprintVersion":{"id":{"blueprintId":"x","versionId":"x"},"fieldDefinitions":{"f":null},"uiDefinition":[]},"blueprintVersionTrace":null}`,
	`{"uiArtifacts":[{"artifact":{"id":"x"}}],"hasNextPage":true}`, `{"blueprintId":"x","roleAssignmentsRules":{"ro.a":[null,{"criteria":{}}]}}`,
	`{"id":{"stepId":"x"},"signoffId":{"stepId":"x"},"status":null}`, `[{"timestamp":null,"value":1}]`, `[{"timestamp":1e400}]`, `[{"timestamp":99999999999999999}]`,
	`{"everyonePermissions":null,"rolePermissions":null}`, `{"id":"x","key":"x","label":"x"}`, `{"perUser":null,"perGroup":[]}`, `{"counters":[null]}`,
	`{"usages":null,"missingTypes":[]}`, `[{"jobId":"x","alive":true,"payload":null}]`, `[{"name":"x","lastModified":"x"}]`, `["x"]`, `{"lines":[null,"x"]}`,
}

// Seeds are Foreign, Known and, where they are on the machine, the samples of the contract.
func Seeds(f *testing.F) []string {
	f.Helper()
	seeds := slices.Concat(Foreign, Known)
	directory, err := os.Getwd()
	if err != nil {
		f.Fatal(err)
	}
	for ; directory != filepath.Dir(directory); directory = filepath.Dir(directory) {
		files, _ := filepath.Glob(filepath.Join(directory, "..", "shared", "api", "samples", "*.json"))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			seeds = append(seeds, string(text))
		}
		if len(files) > 0 {
			break
		}
	}
	return seeds
}

// Parrot is a node that gives the one answer to whatever it is asked.
type Parrot struct {
	answer atomic.Pointer[string]
	sleeps atomic.Int32
}

// Say sets the answer, and lets a new call wait.
func (p *Parrot) Say(answer string) {
	p.answer.Store(&answer)
	p.sleeps.Store(0)
}

// ServeHTTP implements http.Handler.
func (p *Parrot) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("DSS-Version", "14.3.3")
	_, _ = w.Write([]byte(*p.answer.Load()))
}

// Now implements client.Clock.
func (p *Parrot) Now() time.Time { return time.Unix(0, 0) }

// Sleep implements client.Clock: it lets nobody wait for long.
func (p *Parrot) Sleep(context.Context, time.Duration) error {
	if p.sleeps.Add(1) > 30 {
		return errors.New("the wait is over")
	}
	return nil
}

// FuzzCalls calls the methods of a client of a node that gives foreign answers. They may fail, and must end.
func FuzzCalls(f *testing.F, open func(client.Config) (any, error)) {
	f.Helper()
	calls, parrot := parroted(f, open)
	seeds := Seeds(f)
	for i := range max(len(calls), len(seeds)) {
		f.Add(uint16(i), seeds[i%len(seeds)])
	}
	f.Fuzz(func(t *testing.T, which uint16, answer string) {
		parrot.Say(answer)
		callMethod(t, calls[int(which)%len(calls)], answer)
	})
}

// CallAll calls every method of such a client for every answer of Foreign and Known.
func CallAll(t *testing.T, open func(client.Config) (any, error)) {
	t.Helper()
	calls, parrot := parroted(t, open)
	for _, answer := range slices.Concat(Foreign, Known) {
		for _, call := range calls {
			parrot.Say(answer)
			callMethod(t, call, answer)
		}
	}
}

func parroted(t testing.TB, open func(client.Config) (any, error)) ([]reflect.Value, *Parrot) {
	t.Helper()
	parrot := &Parrot{}
	node, err := open(client.Config{URL: Plain(t, parrot), APIKey: "key-of-the-test", MaxRetries: -1, Clock: parrot})
	if err != nil {
		t.Fatal(err)
	}
	return callsOf(node), parrot
}

// callsOf are the methods of a client but for those that every client has.
func callsOf(node any) []reflect.Value {
	var calls []reflect.Value
	value, common := reflect.ValueOf(node), reflect.TypeFor[*client.Client]()
	for i := range value.NumMethod() {
		if _, isCommon := common.MethodByName(value.Type().Method(i).Name); !isCommon {
			calls = append(calls, value.Method(i))
		}
	}
	return calls
}

// callMethod calls a method with made-up arguments, and goes through what it lists.
func callMethod(t *testing.T, method reflect.Value, answer string) {
	t.Helper()
	arguments := make([]reflect.Value, method.Type().NumIn())
	for i := range arguments {
		arguments[i] = argument(t, method.Type().In(i), answer)
	}
	call := method.Call
	if method.Type().IsVariadic() {
		call = method.CallSlice
	}
	for _, result := range call(arguments) {
		if result.Kind() != reflect.Func || result.IsNil() {
			continue
		}
		count := 0
		result.Call([]reflect.Value{reflect.MakeFunc(result.Type().In(0), func([]reflect.Value) []reflect.Value {
			count++
			return []reflect.Value{reflect.ValueOf(count < 100)}
		})})
	}
}

func argument(t *testing.T, kind reflect.Type, answer string) reflect.Value {
	t.Helper()
	switch value := reflect.New(kind).Elem(); {
	case kind == reflect.TypeFor[context.Context]():
		return reflect.ValueOf(t.Context())
	case kind == reflect.TypeFor[client.Document]():
		document, _ := client.ParseDocument([]byte(answer))
		if document == nil {
			document = client.Document{}
		}
		return reflect.ValueOf(document)
	case kind.Kind() == reflect.String:
		value.SetString("x")
		return value
	case kind.Kind() == reflect.Func && kind.NumOut() > 0:
		return reflect.MakeFunc(kind, func([]reflect.Value) []reflect.Value {
			results := make([]reflect.Value, kind.NumOut())
			for i := range results {
				results[i] = reflect.Zero(kind.Out(i))
			}
			return results
		})
	default:
		return value
	}
}
