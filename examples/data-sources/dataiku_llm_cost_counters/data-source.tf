data "dataiku_llm_cost_counters" "current" {}

output "llm_costs" {
  value = { for quota, counter in data.dataiku_llm_cost_counters.current.counters : quota => jsondecode(counter.counter_json) }
}
