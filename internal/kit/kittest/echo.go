package kittest

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// gateway stands in front of a node. It lets requests pass, or answers them itself with all that was sent.
type gateway struct {
	node  http.Handler
	mutex sync.Mutex
	skip  int  // requests that pass first
	with  echo // nil lets all pass
}

// echo answers with what was sent.
type echo func(w http.ResponseWriter, method, sent string)

// ServeHTTP implements http.Handler.
func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mutex.Lock()
	answer := g.with
	if g.skip > 0 {
		answer = nil
	}
	g.skip--
	g.mutex.Unlock()
	if answer == nil {
		g.node.ServeHTTP(w, r)
		return
	}
	sent := []string{r.Method + " " + r.URL.String()}
	for name, values := range r.Header {
		sent = append(sent, name+": "+strings.Join(values, ", "))
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		sent = append(sent, err.Error())
	}
	answer(w, r.Method, strings.Join(append(sent, string(body)), "\n"))
}

// echoes are where servers and gateways give back what was sent: every part of an error, and of the report of a failure in the
// successful answer of a write.
var echoes = []echo{echoError, echoReport}

func echoError(w http.ResponseWriter, _, sent string) {
	w.Header().Set("X-Request-Id", url.QueryEscape(sent))
	answerJSON(w, http.StatusBadRequest, map[string]any{
		"errorType": "a.b." + sent, "message": "cannot read " + sent, "detailedMessage": "cannot read, caused by: " + sent, "code": sent,
	})
}

func echoReport(w http.ResponseWriter, method, sent string) {
	if method == http.MethodGet {
		echoError(w, method, sent)
		return
	}
	message := map[string]any{"severity": "ERROR", "code": sent, "title": "In short: " + sent, "message": sent, "details": "All of it: " + sent}
	answerJSON(w, http.StatusOK, map[string]any{"messages": map[string]any{"error": true, "messages": []any{message}}})
}

func answerJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("DSS-Version", "14.3.3")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// echo makes the gateways answer what comes after the first requests.
func (n *nodes) echo(skip int, with echo) {
	for _, g := range n.gateways {
		g.mutex.Lock()
		g.skip, g.with = skip, with
		g.mutex.Unlock()
	}
}

// shownAs finds a secret in a text, as it is or as writers spell it; "" when it is not there.
func shownAs(text, secret string) string {
	quoted, _ := json.Marshal(secret) //nolint:errchkjson // a string always marshals
	for _, form := range []string{
		secret, strings.Trim(string(quoted), `"`), url.QueryEscape(secret), url.PathEscape(secret),
		base64.StdEncoding.EncodeToString([]byte(secret)), base64.RawURLEncoding.EncodeToString([]byte(secret)),
	} {
		if strings.Contains(text, form) {
			return form
		}
	}
	return ""
}
