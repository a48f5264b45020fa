package dss

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// llmCostCounters holds one counter a quota, by the identifier of the quota.
const llmCostCounters = "llm_cost_counters"

// handleLLMCost serves dss-admin.md 27. A new node has no quotas, and the emulator does not count: tests put counters
// into the collection. Of a counter only the id is documented.
func handleLLMCost(n *emulator.Node) {
	n.Handle("GET /admin/llm-cost-limiting/counters", func(*emulator.Call) (any, error) {
		counters := []any{}
		for _, counter := range n.Store.Collection(llmCostCounters).All() {
			counters = append(counters, counter)
		}
		return Document{"counters": counters}, nil
	}, emulator.Since("13.4.0"))
}
