package kittest

import (
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const siblingCount = 10

// checkSiblings makes ten objects at once, as Terraform does, finds them in lists and deletes them at once.
func (w *world) checkSiblings(t *testing.T) {
	if w.description.Singleton {
		w.check(t, "data source", func(tf *terraform) { tf.dataSource(tf.create(tf.sample.full()).state) })
		return
	}
	w.check(t, "siblings", func(tf *terraform) {
		create, remove := tf.oneSibling()
		states := tf.siblingsAtOnce(create)
		tf.refreshTogether(states)
		for n, s := range states {
			tf.settled(s, tf.sample.sibling(n), "one of ten made at once")
		}
		kept := tf.nodes.save()
		if tf.description.Lists {
			tf.lists(states)
		}
		if tf.description.Plural {
			tf.pluralDataSource(states)
		}
		tf.dataSource(states[0])
		tf.nodes.restore(kept)
		tf.deleteAtOnce(states, remove)
	})
	w.check(t, "missing in data source", func(tf *terraform) {
		s := tf.create(tf.sample.minimal()).state
		tf.vanish(s)
		if d := tf.readSingular(s, nil); !d.failed() {
			tf.Errorf("The data source of an object that does not exist must fail")
		}
	})
}

// oneSibling counts what the creation and the deletion of one object send.
func (tf *terraform) oneSibling() (create, remove map[string]int) {
	tf.Helper()
	out := tf.create(tf.sample.sibling(0))
	create = byRoute(out.requests)
	remove = byRoute(tf.must(out.state, nil).requests)
	tf.nodes.restore(tf.nodes.base)
	return create, remove
}

func byRoute(requests []emulator.Entry) map[string]int {
	count := map[string]int{}
	for _, e := range requests {
		count[e.Route]++
	}
	return count
}

// atOnce carries plans out in one process, all at the same time, on a node slow enough for them to meet.
func (tf *terraform) atOnce(plans []plan) []outcome {
	tf.Helper()
	server := tf.server()
	node := tf.nodes.node[tf.sample.Product]
	node.Do(func(*emulator.Store) { node.Latency = 2 * time.Millisecond })
	defer node.Do(func(*emulator.Store) { node.Latency = 0 })
	tf.nodes.forget()
	outcomes := make([]outcome, len(plans))
	var all sync.WaitGroup
	for i, p := range plans {
		all.Go(func() { outcomes[i] = tf.execute(server, p) })
	}
	all.Wait()
	return outcomes
}

func (tf *terraform) siblingsAtOnce(each map[string]int) []state {
	tf.Helper()
	var plans []plan
	for n := range siblingCount {
		plans = append(plans, tf.plan(state{value: null(tf.objectType)}, tf.sample.sibling(n)))
	}
	var states []state
	for n, out := range tf.atOnce(plans) {
		if out.failed() {
			tf.Fatalf("Sibling %d of %d made at once failed:\n%s", n, siblingCount, out.text())
		}
		states = append(states, out.state)
	}
	tf.tenTimes("creating", each)
	return states
}

// tenTimes fails when ten objects at once need other requests than ten times one object. Reads may be fewer.
func (tf *terraform) tenTimes(verb string, each map[string]int) {
	tf.Helper()
	got := byRoute(tf.nodes.requests())
	for _, route := range slices.Sorted(maps.Keys(merge2(got, each))) {
		want := siblingCount * each[route]
		isRead := len(route) > 4 && route[:4] == "GET "
		if got[route] > want || got[route] < want && !isRead {
			tf.Errorf("%s ten objects at once sent %s %d times instead of %d times", verb, route, got[route], want)
		}
	}
}

func merge2(a, b map[string]int) map[string]int {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// refreshTogether reads all objects in one process.
func (tf *terraform) refreshTogether(states []state) {
	tf.Helper()
	server := tf.server()
	tf.nodes.forget()
	for n, s := range states {
		next, d := tf.read(server, s)
		switch {
		case d.failed():
			tf.Fatalf("The refresh of sibling %d failed:\n%s", n, d.text())
		case !next.exists():
			tf.Fatalf("Sibling %d is lost: another one overwrote it", n)
		case !next.value.Equal(s.value):
			tf.Errorf("Sibling %d is not as it was made:\n%s", n, showChange(s.value, next.value))
		}
	}
	requests := tf.nodes.requests()
	if limit := len(states) * tf.budget("read"); len(requests) > limit {
		tf.Errorf("Refreshing %d objects in one process takes %d requests, more than %d:\n%s", len(states), len(requests), limit, listRequests(requests))
	}
	tf.Logf("refresh of %d: %d requests", len(states), len(requests))
}

func (tf *terraform) deleteAtOnce(states []state, each map[string]int) {
	tf.Helper()
	var plans []plan
	for _, s := range states {
		plans = append(plans, tf.plan(s, nil))
	}
	for n, out := range tf.atOnce(plans) {
		if out.failed() || out.exists() {
			tf.Errorf("Deleting sibling %d of %d at once failed:\n%s", n, siblingCount, out.text())
		}
	}
	tf.tenTimes("deleting", each)
	tf.leftovers()
}
