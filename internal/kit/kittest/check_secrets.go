package kittest

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklogtest"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// logSink collects log lines.
type logSink struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

// Write implements io.Writer.
func (l *logSink) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(p)
}

// logged returns a context whose loggers write to the sink at the finest level, as with TF_LOG=TRACE.
func logged(ctx context.Context, sink *logSink) context.Context {
	return tfsdklogtest.RootLogger(tflogtest.RootLogger(ctx, sink), sink)
}

// checkLog runs a whole life with the finest log, and looks for everything secret in it. States, plans, private states and
// diagnostics are searched in every check.
func checkLog(tf *terraform) {
	sink := &logSink{}
	tf.ctx = logged(tf.ctx, sink)
	out := tf.create(tf.sample.full())
	requests, made := out.requests, tf.sensitiveIn(out.state)
	tf.settled(out.state, tf.sample.full(), "with a log")
	tf.asImported(out.state)
	for _, f := range []emulator.Fault{{Status: http.StatusInternalServerError}, {Kind: emulator.FaultReset}} {
		tf.nodes.fault(f)
		tf.apply(out.state, tf.sample.changed())
		tf.nodes.heal()
		for call := range 3 {
			f.Skip = call + 1
			tf.nodes.fault(f)
			tf.apply(out.state, tf.sample.changed())
			tf.nodes.heal()
		}
	}
	out = tf.must(tf.refreshed(out.state), tf.sample.changed())
	tf.must(out.state, nil)
	tf.searchLog(sink, made)
	text := sink.text.String()
	if len(requests) == 0 || !strings.Contains(text, requests[0].Method) || !strings.Contains(text, "dataiku") {
		tf.Errorf("The log holds no request, so nothing was checked (%d characters)", len(text))
	}
	tf.Logf("%d characters of log", len(text))
}

// checkEchoes lets what is in front of the node answer with all that it was sent: what is secret must not be shown.
func checkEchoes(tf *terraform) {
	sink := &logSink{}
	tf.ctx = logged(tf.ctx, sink)
	var made []string
	for _, with := range echoes {
		for skip := range 3 {
			tf.nodes.restore(tf.nodes.base)
			p := tf.plan(state{value: null(tf.objectType)}, tf.sample.full())
			tf.nodes.echo(skip, with)
			tf.carryOut(p)
			tf.nodes.echo(0, nil)
			tf.nodes.restore(tf.nodes.base)
			out := tf.create(tf.sample.full())
			made = append(made, tf.sensitiveIn(out.state)...)
			p = tf.plan(out.state, tf.sample.changed())
			tf.nodes.echo(skip, with)
			tf.carryOut(p)
			tf.read(tf.server(), out.state)
			tf.apply(out.state, nil)
			tf.nodes.echo(0, nil)
		}
	}
	tf.searchLog(sink, made)
}

// searchLog looks for write-only and sensitive values, for what the server made and is sensitive, and for the API key.
func (tf *terraform) searchLog(sink *logSink, made []string) {
	tf.Helper()
	text := sink.text.String()
	all := append([]string{apiKey, base64.StdEncoding.EncodeToString([]byte(apiKey + ":"))}, made...)
	all = append(append(all, tf.secrets...), tf.sensitive...)
	for _, secret := range all {
		if form := shownAs(text, secret); form != "" {
			i := strings.Index(text, form)
			tf.Errorf("The secret %q is in the log: …%s…", secret, text[max(0, i-300):min(len(text), i+len(form)+100)])
		}
	}
}

// sensitiveIn are the values of a state that the server made and that are sensitive, as far as they can be searched for.
func (tf *terraform) sensitiveIn(s state) []string {
	var found []string
	values := members(s.value)
	for _, a := range tf.description.Attributes {
		if value := text(values[a.Name]); a.IsSensitive() && a.IsComputed() && len(value) >= shortestSecret {
			found = append(found, value)
		}
	}
	return found
}

// collectSensitive finds the texts in sensitive attributes of a sample that are long enough to be searched for.
func collectSensitive(attributes []attr.Attribute, values map[string]json.RawMessage, found map[string]bool) {
	for _, a := range attributes {
		if value, ok := values[a.Name]; ok && a.IsSensitive() {
			var parsed any
			if json.Unmarshal(value, &parsed) == nil {
				collectTexts(parsed, found)
			}
		}
	}
}

func collectTexts(value any, found map[string]bool) {
	switch v := value.(type) {
	case map[string]any:
		for _, inner := range v {
			collectTexts(inner, found)
		}
	case []any:
		for _, inner := range v {
			collectTexts(inner, found)
		}
	case string:
		if len(v) >= shortestSecret {
			found[v] = true
		}
	}
}
