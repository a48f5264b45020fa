# Nightly_build
output "scenario_id" {
  value = provider::dataiku::scenario_id("Nightly build")
}
