package kittest

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// checkMoves hands the object over from the state of another provider or type, and plans the configuration that it was
// made with: nothing may be left to do, and no secret of the old state may be left.
func (w *world) checkMoves(t *testing.T) {
	secrets, versions := w.secretsAndVersions()
	for name, m := range w.sample.Moves {
		w.check(t, "move from "+name, func(tf *terraform) {
			a := merge(tf.sample.minimal(), m.Configuration)
			out := tf.create(a)
			old := []byte(strings.ReplaceAll(string(m.State), "{"+idName+"}", text(members(out.value)[idName])))
			kept := tf.nodes.save()
			moved := map[string]func([]byte) state{"moved block": func(old []byte) state { return tf.movedFrom(m, old) }}
			if m.Type == tf.typeName {
				moved["replaced provider"] = tf.upgraded
			}
			for how, take := range moved {
				s := tf.refreshed(take(old))
				if !s.exists() {
					tf.Fatalf("%s: Read removed the object", how)
				}
				told := a.without(append(secrets, versions...)...).without(tf.locals()...)
				tf.afterImport(s, told, tf.locals(), how)
				tf.nodes.restore(kept)
			}
		})
	}
}

// movedFrom is the state after a moved block.
func (tf *terraform) movedFrom(m Move, old []byte) state {
	tf.Helper()
	resp, err := tf.server().MoveResourceState(tf.ctx, &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: m.Provider, SourceTypeName: m.Type, TargetTypeName: tf.typeName,
		SourceState: &tfprotov6.RawState{JSON: old},
	})
	if err != nil {
		tf.Fatalf("MoveResourceState: %v", err)
	}
	d := diagnostics{resp.Diagnostics}
	if d.failed() {
		tf.Fatalf("The move failed:\n%s", d.text())
	}
	tf.noSecrets("MoveResourceState", d, resp.TargetPrivate, resp.TargetState)
	s := state{value: tf.value(resp.TargetState), private: resp.TargetPrivate, identity: resp.TargetIdentity}
	tf.checkState("MoveResourceState", s)
	return s
}

// upgraded is the state after `terraform state replace-provider`, which hands over what the other provider wrote.
func (tf *terraform) upgraded(old []byte) state {
	tf.Helper()
	resp, err := tf.server().UpgradeResourceState(tf.ctx, &tfprotov6.UpgradeResourceStateRequest{
		TypeName: tf.typeName, RawState: &tfprotov6.RawState{JSON: old},
	})
	if err != nil {
		tf.Fatalf("UpgradeResourceState: %v", err)
	}
	if d := (diagnostics{resp.Diagnostics}); d.failed() {
		tf.Fatalf("The state of the other provider cannot be read:\n%s", d.text())
	}
	return state{value: tf.value(resp.UpgradedState)}
}
