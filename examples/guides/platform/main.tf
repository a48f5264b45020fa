terraform {
  required_providers {
    dataiku = {
      source = "terraform-provider-dataiku/dataiku"
    }
  }
}

variable "platform_file" {
  description = "The platform, in one file that its users can read and change."
  type        = string
  default     = "platform.yaml"
}

variable "deletion_protection" {
  description = "Whether projects that leave the file are kept from being deleted."
  type        = bool
  default     = true
}

locals {
  teams = yamldecode(file(var.platform_file)).teams

  # Who may read what of another team, such as "SALES_FORECAST/finance".
  readers = merge([
    for name, team in local.teams : merge([
      for key, project in try(team.projects, {}) : {
        for reader in try(project.readers, []) : "${key}/${reader}" => { owner = name, project = key, reader = reader }
      }
    ]...)
  ]...)
}

data "dataiku_current_identity" "self" {}

resource "dataiku_project_folder" "teams" {
  name = "Teams"
}

module "team" {
  source   = "./modules/team"
  for_each = local.teams

  name                = each.key
  team                = each.value
  parent_folder_id    = dataiku_project_folder.teams.id
  owner               = data.dataiku_current_identity.self.auth_identifier
  deletion_protection = var.deletion_protection
}

# What crosses the border of a team lies here, so that teams do not depend on each other.
resource "dataiku_project_grant" "reader" {
  for_each = local.readers

  project_key          = module.team[each.value.owner].projects[each.value.project]
  principal_type       = "group"
  principal            = module.team[each.value.reader].group
  read_project_content = true
  read_dashboards      = true
}
