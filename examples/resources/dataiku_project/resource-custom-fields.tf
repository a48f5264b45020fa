# Custom fields and checklists are members of the project's metadata. Those that are not named are left alone.
resource "dataiku_project" "forecast" {
  project_key = "FORECAST"
  name        = "Sales forecast"
  owner       = "admin"

  metadata_json = jsonencode({
    customFields = {
      costCenter = "4711"
    }
  })

  # What terraform destroy does, and how long it may take.
  deletion_protection         = false
  clear_managed_datasets      = true
  clear_job_and_scenario_logs = true

  timeouts = {
    delete = "1h"
  }
}
