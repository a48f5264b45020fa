package kittest

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// budgets are the default limits of requests per operation (the read-back of a write included).
var budgets = map[string]int{"read": 1, "plan": 0, "create": 4, "update": 3, "delete": 1}

func (tf *terraform) budget(operation string) int {
	if own, ok := tf.sample.Requests[operation]; ok {
		return own.Limit
	}
	if operation == "delete" && (tf.description.Member || tf.description.Singleton) {
		return 2 // the document is read and written
	}
	return budgets[operation]
}

func (tf *terraform) within(operation string, requests []emulator.Entry) {
	tf.Helper()
	limit := tf.budget(operation)
	if operation == "plan" && !tf.description.Singleton {
		limit++ // the list that tells whether the object is there already, one for all that are planned
	}
	if len(requests) > limit {
		tf.Errorf("%s makes %d requests; the budget is %d (a higher one needs a reason in \"requests\"):\n%s",
			operation, len(requests), limit, listRequests(requests))
	}
	tf.Logf("%s: %d requests", operation, len(requests))
}

// checkRequests counts the requests of each operation.
func checkRequests(tf *terraform) {
	full, changed := tf.sample.full(), tf.sample.changed()
	tf.nodes.forget()
	p := tf.plan(state{value: null(tf.objectType)}, full)
	tf.within("plan", tf.nodes.requests())
	if p.failed() {
		tf.Fatalf("The plan failed:\n%s", p.text())
	}
	out := tf.carryOut(p)
	tf.within("create", out.requests)
	server := tf.server()
	tf.nodes.forget()
	tf.read(server, out.state)
	tf.within("read", tf.nodes.requests())
	if len(tf.sample.Changed) > 0 {
		out = tf.must(out.state, changed)
		tf.within("update", out.requests)
	}
	out = tf.must(out.state, nil)
	tf.within("delete", out.requests)
}
