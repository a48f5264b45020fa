package kittest

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklogtest"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
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

// checkLog runs a whole life with the finest log and looks for write-only values and the API key in it. States, plans,
// private states and diagnostics are searched in every check.
func checkLog(tf *terraform) {
	sink := &logSink{}
	tf.ctx = logged(tf.ctx, sink)
	out := tf.create(tf.sample.full())
	requests := out.requests
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
	text := sink.text.String()
	for _, secret := range append([]string{apiKey}, tf.secrets...) {
		if i := strings.Index(text, secret); i >= 0 {
			start, end := max(0, i-300), min(len(text), i+len(secret)+100)
			tf.Errorf("The secret %q is in the log: …%s…", secret, text[start:end])
		}
	}
	if len(requests) == 0 || !strings.Contains(text, requests[0].Method) || !strings.Contains(text, "dataiku") {
		tf.Errorf("The log holds no request, so nothing was checked (%d characters)", len(text))
	}
	tf.Logf("%d characters of log", len(text))
}
