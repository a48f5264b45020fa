resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

data "dataiku_project_permissions" "churn" {
  project_key = dataiku_project.churn.project_key
}

locals {
  groups = data.dataiku_project_permissions.churn.groups
}

output "groups_that_may_write" {
  value = [for name, flags in local.groups == null ? {} : local.groups : name if flags.write_project_content]
}
