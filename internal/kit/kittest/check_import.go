package kittest

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// checkImport imports an object in each way and plans the configuration it was made with.
func (w *world) checkImport(t *testing.T) {
	secrets, versions := w.secretsAndVersions()
	hidden := slices.Concat(versions, w.locals())
	for name, a := range map[string]Attributes{"minimal": w.sample.minimal(), "full": w.sample.full()} {
		// Without what no server can tell, the plan must be empty.
		told := a.without(append(hidden, timeoutsName)...)
		for _, secret := range secrets {
			if declared, _ := w.attribute(secret); !declared.IsRequired() && name == "full" {
				told = told.without(secret)
			}
		}
		w.check(t, "import of "+name, func(tf *terraform) {
			tf.imports(a, func(s state, how string) { tf.afterImport(s, told, tf.excused(), how) })
		})
		w.check(t, "import of "+name+" with what only Terraform knows", func(tf *terraform) {
			tf.imports(a, func(s state, how string) {
				tf.afterImport(s, a, append(hidden, append(tf.excused(), timeoutsName)...), how)
			})
		})
	}
	w.check(t, "import of nothing", func(tf *terraform) {
		out := tf.create(tf.sample.minimal())
		tf.vanish(out.state)
		s := tf.importBy(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, Identity: out.identity})
		if s, d := tf.read(tf.server(), s); s.exists() && !d.failed() && !tf.description.Singleton {
			tf.Errorf("Importing an object that does not exist gives %s; Read should remove it, so that Terraform says that it does not exist", show(s.value))
		}
	})
}

func (tf *terraform) excused() []string {
	var names []string
	for name := range tf.sample.Unimportable {
		names = append(names, name)
	}
	return names
}

// imports creates an object and imports it by identifier and by identity. The command and the block with an
// identifier are the same call; the command stores what was read and plans in a later process.
func (tf *terraform) imports(a Attributes, then func(s state, how string)) {
	out := tf.create(a)
	id := text(members(out.value)[idName])
	if id == "" {
		tf.Fatalf("The attribute id is %s after the creation; import needs it", show(members(out.value)[idName]))
	}
	kept := tf.nodes.save()
	for how, request := range map[string]*tfprotov6.ImportResourceStateRequest{
		"by identifier": {TypeName: tf.typeName, ID: id},
		"by identity":   {TypeName: tf.typeName, Identity: out.identity},
	} {
		s := tf.importBy(request)
		tf.sameIdentity("import "+how, out.identity, s.identity)
		s = tf.refreshed(s)
		if !s.exists() {
			tf.Fatalf("import %s: Read removed the object", how)
		}
		then(s, how)
		tf.nodes.restore(kept)
	}
}

func (tf *terraform) importBy(request *tfprotov6.ImportResourceStateRequest) state {
	tf.Helper()
	resp, err := tf.server().ImportResourceState(tf.ctx, request)
	if err != nil {
		tf.Fatalf("ImportResourceState: %v", err)
	}
	d := diagnostics{resp.Diagnostics}
	if d.failed() || len(resp.ImportedResources) != 1 {
		tf.Fatalf("The import of %q failed (%d objects):\n%s", request.ID, len(resp.ImportedResources), d.text())
	}
	one := resp.ImportedResources[0]
	tf.noSecrets("ImportResourceState", d, one.Private, one.State)
	s := state{value: tf.value(one.State), private: one.Private, identity: one.Identity}
	tf.checkState("ImportResourceState", s)
	return s
}

// afterImport plans twice: what an import may leave to do is an update of the tolerated attributes, once.
//
// Tolerated are the versions of write-only values and attributes that only Terraform knows (deletion_protection,
// timeouts and the like), because the server cannot tell them, what the sample excuses as unimportable, and read-only
// attributes, which are unknown while anything else changes.
func (tf *terraform) afterImport(s state, a Attributes, tolerated []string, how string) {
	tf.Helper()
	p := tf.plan(s, a)
	if p.failed() {
		tf.Errorf("import %s: the plan failed:\n%s", how, p.text())
		return
	}
	open := false
	for _, name := range p.changes {
		if slices.Contains(tolerated, name) || name == protectionName {
			open = true
		}
	}
	for _, name := range p.changes {
		declared, _ := tf.attribute(name)
		if open && declared.IsComputed() || slices.Contains(tolerated, name) || name == protectionName {
			continue
		}
		tf.Errorf("import %s: the plan of the same configuration changes %s: %s\n"+
			"Decode whatever the server holds when nothing was applied yet (attr.Reader.Imported).", how, name, p)
	}
	if p.action == actionReplace {
		tf.Errorf("import %s: the plan replaces the object because of %q", how, p.replace)
	}
	if p.action == actionUpdate {
		out := tf.must(s, a)
		s = out.state
	}
	tf.settled(s, a, "imported "+how)
}
