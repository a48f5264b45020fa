import {
  to = dataiku_scenario.example
  identity = {
    project_key = "CHURN"
    scenario_id = "Nightly_build"
  }
}
