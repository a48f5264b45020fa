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

resource "dataiku_project_folder" "team" {
  name      = title(var.name)
  parent_id = var.folder_id

  permissions = {
    (dataiku_group.team.name) = { read = true, write_contents = true }
  }
}

resource "dataiku_project" "work" {
  project_key       = provider::dataiku::project_key(var.project)
  name              = var.project
  short_desc        = var.description
  tags              = [var.name, "demo"]
  owner             = var.owner
  project_folder_id = dataiku_project_folder.team.id

  # The demo is destroyed at its end. Leave this out for a project that somebody works in.
  deletion_protection = false
}

# The team alone, and everybody who may look on.
resource "dataiku_project_permissions" "work" {
  project_key = dataiku_project.work.project_key

  groups = merge(
    { (dataiku_group.team.name) = { write_project_content = true, run_scenarios = true } },
    { for group in var.readers : group => { read_project_content = true } },
  )
}

resource "dataiku_project_variables" "work" {
  project_key = dataiku_project.work.project_key

  standard_json = jsonencode({
    team      = var.name
    threshold = 0.75
  })
  local_json = jsonencode({})
}
