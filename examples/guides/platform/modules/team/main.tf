terraform {
  required_providers {
    dataiku = {
      source = "terraform-provider-dataiku/dataiku"
    }
  }
}

locals {
  projects = try(var.team.projects, {})

  # "SALES_FORECAST/region" and the like.
  variables = merge([
    for key, project in local.projects : {
      for name, value in try(project.variables, {}) : "${key}/${name}" => { project = key, name = name, value = value }
    }
  ]...)
}

resource "dataiku_group" "team" {
  name        = var.name
  description = var.team.description

  abilities = {
    may_create_projects   = false
    may_create_code_envs  = try(var.team.builds_code, false)
    may_write_unsafe_code = try(var.team.builds_code, false)
  }
}

# People log in through SSO, so there are no passwords.
resource "dataiku_user" "person" {
  for_each = try(var.team.people, {})

  login        = each.key
  display_name = each.value.name
  email        = each.value.email
  source_type  = "LOCAL_NO_AUTH"
  user_profile = var.team.profile
  groups       = [dataiku_group.team.name]
}

resource "dataiku_project_folder" "team" {
  name      = title(var.name)
  parent_id = var.parent_folder_id

  permissions = {
    (dataiku_group.team.name) = { read = true, write_contents = true }
  }
}

resource "dataiku_project" "work" {
  for_each = local.projects

  project_key         = each.key
  name                = each.value.name
  tags                = [var.name]
  owner               = var.owner
  project_folder_id   = dataiku_project_folder.team.id
  deletion_protection = var.deletion_protection
}

resource "dataiku_project_grant" "team" {
  for_each = local.projects

  project_key           = dataiku_project.work[each.key].project_key
  principal_type        = "group"
  principal             = dataiku_group.team.name
  write_project_content = true
  run_scenarios         = true
}

resource "dataiku_project_variable" "setting" {
  for_each = local.variables

  project_key = dataiku_project.work[each.value.project].project_key
  scope       = "standard"
  name        = each.value.name
  value_json  = jsonencode(each.value.value)
}

resource "dataiku_connection" "source" {
  for_each = try(var.team.connections, {})

  name           = each.key
  type           = each.value.type
  params_json    = jsonencode(each.value.params)
  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.team.name]
}

resource "dataiku_code_env" "env" {
  for_each = try(var.team.code_envs, {})

  lang               = "PYTHON"
  name               = each.key
  python_interpreter = each.value.interpreter
  spec_package_list  = each.value.packages
  usable_by_all      = false

  permissions = {
    (dataiku_group.team.name) = { use = true, update = true, manage_users = false }
  }
}

resource "dataiku_global_api_key" "automation" {
  for_each = try(var.team.keys, {})

  label       = each.key
  description = each.value
  groups      = [dataiku_group.team.name]
}
