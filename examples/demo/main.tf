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
}

# A key for the scheduler outside, with the rights of the engineers.
resource "dataiku_global_api_key" "scheduler" {
  label       = "Scheduler"
  description = "Starts scenarios at night"
  groups      = [module.team["engineers"].group]
}
