package kittest

import "testing"

// checkGone deletes objects behind Terraform's back.
func (w *world) checkGone(t *testing.T) {
	if w.description.Singleton {
		return
	}
	w.check(t, "gone", func(tf *terraform) {
		full := tf.sample.full()
		out := tf.create(full)
		tf.nodes.restore(tf.nodes.base)
		if s := tf.refreshed(out.state); s.exists() {
			tf.Fatalf("The object is gone, but Read keeps it in the state; return an error that wraps client.ErrNotFound from Get")
		}
		out = tf.must(out.state, full)
		if out.plan.action != actionCreate {
			tf.Errorf("The object is gone, but the plan is to %s", out.plan.action)
		}
		tf.settled(out.state, full, "made again after it was gone")
		tf.nodes.restore(tf.nodes.base)
		if d := tf.destroyBlindly(out.state); d.failed() {
			tf.Errorf("Deleting an object that is gone already must succeed:\n%s", d.text())
		}
	})
	if len(w.sample.Setup) == 0 {
		return
	}
	w.check(t, "gone with its surroundings", func(tf *terraform) {
		out := tf.create(tf.sample.full())
		tf.nodes.restore(tf.nodes.pristine)
		if s := tf.refreshed(out.state); s.exists() {
			tf.Errorf("Everything is gone, also what the sample's setup made, but Read keeps the object in the state")
		}
		if d := tf.destroyBlindly(out.state); d.failed() {
			tf.Errorf("Deleting an object that is gone with its surroundings must succeed:\n%s", d.text())
		}
	})
}

// vanish deletes the object, by other means where Terraform cannot.
func (tf *terraform) vanish(s state) {
	tf.Helper()
	tf.must(s, nil)
	if tf.description.Stays && !tf.description.Singleton {
		tf.nodes.restore(tf.nodes.base)
	}
}

// destroyBlindly deletes without a refresh, as with -refresh=false or a deletion at the same moment.
func (tf *terraform) destroyBlindly(s state) diagnostics {
	tf.Helper()
	p := plan{action: actionNone, prior: s, planned: s.value, config: null(tf.objectType)}
	p = tf.planFrom(tf.server(), p)
	if p.failed() {
		return p.diagnostics
	}
	out := tf.carryOut(p)
	return out.diagnostics
}
