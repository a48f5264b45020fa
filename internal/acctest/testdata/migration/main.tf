terraform {
  required_providers {
    dataiku = {
      source = "terraform-provider-dataiku/dataiku"
    }
  }
}

resource "dataiku_group" "analysts" {
  name        = "analysts"
  description = "Who builds models"
  abilities = {
    may_create_projects = true
  }
}

resource "dataiku_user" "jsmith" {
  login        = "jsmith"
  display_name = "J. Smith"
  email        = "jsmith@example.com"
  source_type  = "LDAP"
  user_profile = "READER"
  groups       = [dataiku_group.analysts.name]
}

resource "dataiku_connection" "warehouse" {
  name           = "warehouse"
  type           = "PostgreSQL"
  description    = "Analytics"
  params_json    = jsonencode({ host = "db.example.com", db = "analytics" })
  usable_by      = "ALLOWED"
  allowed_groups = [dataiku_group.analysts.name]
}

resource "dataiku_code_env" "ml" {
  lang                = "PYTHON"
  name                = "ml"
  python_interpreter  = "PYTHON311"
  spec_package_list   = ["requests==2.32.3"]
  all_container_confs = false
}

resource "dataiku_project_folder" "analytics" {
  name = "Analytics"
}

resource "dataiku_project" "weekly" {
  project_key       = "WEEKLY"
  name              = "Weekly report"
  owner             = "admin"
  short_desc        = "Numbers of the week"
  tags              = ["managed"]
  project_folder_id = dataiku_project_folder.analytics.id
}

resource "dataiku_project_permissions" "weekly" {
  project_key = dataiku_project.weekly.project_key

  groups = {
    (dataiku_group.analysts.name) = { read_project_content = true, run_scenarios = true }
  }
}

resource "dataiku_project_variables" "weekly" {
  project_key   = dataiku_project.weekly.project_key
  standard_json = jsonencode({ lookback_days = 90 })
  local_json    = jsonencode({ environment = "production" })
}
