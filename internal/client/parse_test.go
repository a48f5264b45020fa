package client_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestParseJSONRefuses(t *testing.T) {
	deep := func(n int) string { return strings.Repeat(`{"a":[`, n/2) + strings.Repeat("]}", n/2) }
	for text, says := range map[string]string{
		`{"a":1,"b":{"a":1}}`:              "",
		`[{"a":1},{"a":1}]`:                "",
		`{"a":1,"b":2,"a":1}`:              `two values of the member "a"`,
		`{"x":[{"a":null,"\u0061":null}]}`: `two values of the member "a"`,
		"{\"a\":\"\xff\"}":                 "not UTF-8",
		"{\"\xc3\":1}":                     "not UTF-8",
		deep(500):                          "",
		deep(502):                          "nested deeper than 500",
		`[`:                                "unexpected EOF",
		`{"a"`:                             "unexpected EOF",
		``:                                 "unexpected EOF",
		`[1,]`:                             "invalid character",
		`{"a":1,}`:                         "",
		`{a:1}`:                            "invalid character",
		`{1:1}`:                            "",
		`[1]2`:                             "unexpected text",
		`NaN`:                              "invalid character",
	} {
		value, err := client.ParseJSON([]byte(text))
		if valid := json.Valid([]byte(text)); valid && says == "" {
			if err != nil {
				t.Errorf("%.60s: %v", text, err)
			}
			continue
		}
		if err == nil || value != nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.60s: %v, %v, want %q", text, value, err, says)
		}
	}
}

// blanks sends a list with that many spaces in it, packed or not.
func blanks(count int, packed bool) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		var out io.Writer = w
		if packed {
			w.Header().Set("Content-Encoding", "gzip")
			zip := gzip.NewWriter(w)
			defer zip.Close()
			out = zip
		}
		space := bytes.Repeat([]byte(" "), 1<<20)
		_, _ = io.WriteString(out, "[")
		for ; count > 0; count -= len(space) {
			_, _ = out.Write(space[:min(count, len(space))])
		}
		_, _ = io.WriteString(out, "]")
	}
}

// A stream without end must not take the memory of the machine, also when it comes packed.
func TestAnswersAreReadUpToALimit(t *testing.T) {
	const limit = 64 << 20
	for _, packed := range []bool{false, true} {
		c, _ := serve(t, blanks(limit-2, packed))
		text, err := c.Text(t.Context(), get("things"))
		if err != nil || len(text) != limit {
			t.Errorf("packed %t: %d bytes, %v", packed, len(text), err)
		}
		tooLong, clock := serve(t, blanks(limit-1, packed))
		_, err = tooLong.Text(t.Context(), get("things"))
		if !errors.Is(err, client.ErrMalformed) || !strings.Contains(err.Error(), "longer than 64 MiB") || len(clock.Slept()) > 0 {
			t.Errorf("packed %t: %v after %s", packed, err, clock.Slept())
		}
	}
	c, _ := serve(t, blanks(limit, true))
	text, err := c.Text(t.Context(), client.Request{Method: http.MethodGet, Path: []string{"file"}, Largest: limit + 2})
	if err != nil || len(text) != limit+2 {
		t.Errorf("a file of %d bytes: %v", len(text), err)
	}
}
