package kittest

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// Run runs the whole suite for one entity with its sample.
func Run(t *testing.T, start Start, d kit.Description, sample *Sample) {
	t.Helper()
	s, err := newSubject(t.Context(), start, d)
	if err != nil {
		t.Fatal(err)
	}
	s.sample = sample
	n := startNodes(t, sample)
	saved, err := n.setUp(t.Context(), sample)
	if err != nil {
		t.Fatal(err)
	}
	if s.sample, err = sample.with(saved); err != nil {
		t.Fatal(err)
	}
	for _, problem := range s.review() {
		t.Errorf("%s: %s", sample.file, problem)
	}
	if t.Failed() {
		return
	}
	w := &world{subject: s, nodes: n}
	w.checkLife(t)
	w.checkPlans(t)
	w.checkStored(t)
	w.checkUpdates(t)
	w.checkUnmanaged(t)
	w.checkDrift(t)
	w.checkImport(t)
	w.checkMoves(t)
	w.checkGone(t)
	w.checkExisting(t)
	w.checkSiblings(t)
	w.checkFaults(t)
	w.check(t, "log", checkLog)
	w.check(t, "echoes", checkEchoes)
	w.check(t, "requests", checkRequests)
}
