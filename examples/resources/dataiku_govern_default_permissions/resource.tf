# For blueprints without permissions of their own. The names of the members are those that a node answers.
resource "dataiku_govern_default_permissions" "example" {
  everyone_permissions_json = jsonencode({
    artifact = { read = true }
  })

  role_permissions_json = jsonencode({
    "ro.project_manager" = { artifact = { admin = true } }
    "ro.contributor"     = { artifact = { read = true, write = true } }
  })
}
