resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_scenario" "example" {
  project_key = dataiku_project.churn.project_key
  scenario_id = "Nightly_build"
  name        = "Nightly build"
  type        = "step_based"
  active      = true
  tags        = ["nightly"]

  definition_json = jsonencode({
    params = {
      steps = [{
        type = "build_flowitem"
        name = "Build the scores"
        params = {
          builds  = [{ type = "DATASET", itemId = "scores", partitionsSpec = "" }]
          jobType = "RECURSIVE_BUILD"
        }
      }]
    }
    triggers = [{
      type   = "temporal"
      name   = "Daily at 02:00"
      active = true
      params = {
        frequency       = "Daily"
        repeatFrequency = 1
        hour            = 2
        minute          = 0
        startingFrom    = "2026-01-01T00:00:00.000+0000"
        timezone        = "SERVER"
      }
    }]
  })
}

resource "dataiku_scenario" "script" {
  project_key = dataiku_project.churn.project_key
  scenario_id = provider::dataiku::scenario_id("Build on demand")
  name        = "Build on demand"
  type        = "custom_python"

  script = <<-EOT
    from dataiku.scenario import Scenario

    scenario = Scenario()
    scenario.build_dataset("scores")
  EOT
}
