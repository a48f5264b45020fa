# What the node is, and who we are on it.
data "dataiku_instance" "this" {}
data "dataiku_license" "this" {}
data "dataiku_current_identity" "self" {}

resource "dataiku_project_folder" "teams" {
  name = "Teams"
}

module "team" {
  source   = "./modules/team"
  for_each = var.teams

  name             = each.key
  description      = each.value.description
  profile          = each.value.profile
  builds_code      = each.value.builds_code
  people           = each.value.people
  guests           = ["admin"]
  initial_password = var.initial_password
  folder_id        = dataiku_project_folder.teams.id
  project          = each.value.project
  owner            = data.dataiku_current_identity.self.auth_identifier
}

# A key for the scheduler outside, with the rights of the engineers.
resource "dataiku_global_api_key" "scheduler" {
  label       = "Scheduler"
  description = "Starts scenarios at night"
  groups      = [module.team["engineers"].group]
}

# What code on this node can ask for. Other variables of the node are left alone.
resource "dataiku_instance_variable" "settings" {
  for_each = {
    environment    = var.environment
    retention_days = 400
  }

  name       = each.key
  value_json = jsonencode(each.value)
}

data "dataiku_instance_variables" "all" {
  depends_on = [dataiku_instance_variable.settings]
}
