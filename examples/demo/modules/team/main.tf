terraform {
  required_providers {
    dataiku = {
      source = "terraform-provider-dataiku/dataiku"
    }
  }
}

resource "dataiku_group" "team" {
  name        = var.name
  description = var.description

  abilities = {
    may_create_projects   = true
    may_create_code_envs  = var.builds_code
    may_write_unsafe_code = var.builds_code
  }
}

resource "dataiku_user" "person" {
  for_each = var.people

  login               = each.key
  display_name        = each.value.name
  email               = each.value.email
  user_profile        = var.profile
  groups              = [dataiku_group.team.name]
  password_wo         = var.initial_password
  password_wo_version = 1
}

# People who belong to another team, or to nobody here.
resource "dataiku_group_member" "guest" {
  for_each = var.guests

  group = dataiku_group.team.name
  login = each.key
}
