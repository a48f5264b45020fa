# Who works with the use cases, and who has to agree.
resource "dataiku_govern_group" "owners" {
  name        = "use_case_owners"
  description = "Answer for use cases"
}

resource "dataiku_govern_user" "joan" {
  login               = "joan"
  display_name        = "Joan Clarke"
  email               = "joan@example.com"
  user_profile        = "FULL_DESIGNER"
  groups              = [dataiku_govern_group.owners.name]
  password_wo         = var.initial_password
  password_wo_version = 1
}

resource "dataiku_govern_global_api_key" "report" {
  label       = "Report"
  description = "Reads use cases every night"
  groups      = [dataiku_govern_group.owners.name]
}

# All assignments of this blueprint …
resource "dataiku_govern_role_assignments" "use_case" {
  blueprint_id = dataiku_govern_blueprint.use_case.id

  roles = {
    "ro.contributor"                                    = { groups = [dataiku_govern_group.owners.name] }
    (dataiku_govern_role.reviewer["legal_reviewer"].id) = { users = [dataiku_govern_user.joan.login] }
  }
}

# … and one beside those that others make, on a blueprint of the product.
resource "dataiku_govern_role_assignment" "initiatives" {
  blueprint_id = "bp.system.business_initiative"
  role_id      = dataiku_govern_role.reviewer["security_reviewer"].id
  groups       = [dataiku_govern_group.owners.name]
}

resource "dataiku_govern_default_permissions" "all" {
  everyone_permissions_json = jsonencode({
    artifact = { read = true }
  })
}

resource "dataiku_govern_blueprint_permissions" "use_case" {
  blueprint_id = dataiku_govern_blueprint.use_case.id

  role_permissions_json = jsonencode({
    "ro.contributor" = { artifact = { read = true, write = true, create = true } }
  })
}

resource "dataiku_govern_signoff_configuration" "review" {
  blueprint_id = dataiku_govern_blueprint_version.first.blueprint_id
  version_id   = dataiku_govern_blueprint_version.first.version_id
  step_id      = "review"
  title        = "Review before go-live"
  mandatory    = true

  feedback_groups = {
    legal = {
      title = "Legal"
      roles = [dataiku_govern_role.reviewer["legal_reviewer"].id]
    }
    security = {
      title = "Security"
      roles = [dataiku_govern_role.reviewer["security_reviewer"].id]
    }
  }

  approvers = {
    roles = ["ro.final_approver"]
  }
}

resource "dataiku_govern_custom_pages_order" "all" {
  page_ids = [dataiku_govern_custom_page.use_cases.id, "cp.system.governable-items"]
}

resource "dataiku_govern_uploaded_file" "policy" {
  name    = "ai-policy.md"
  content = "# AI policy\n\nEvery use case has an owner, and is reviewed once a year.\n"
}

resource "dataiku_govern_artifact" "churn" {
  blueprint_id = dataiku_govern_blueprint_version.first.blueprint_id
  version_id   = dataiku_govern_blueprint_version.first.version_id
  name         = "Churn scoring"

  fields_json = jsonencode({
    purpose    = "Find customers who are about to leave"
    risk_level = "Medium"
  })

  # Lets the demo end. Leave it out for an artifact that somebody works with.
  deletion_protection = false

  # An artifact begins with the sign-offs that are there by then.
  depends_on = [dataiku_govern_signoff_configuration.review]
}

# What there is to review, also what Terraform does not manage.
data "dataiku_govern_artifacts" "use_cases" {
  blueprint_ids = [dataiku_govern_blueprint.use_case.id]

  depends_on = [dataiku_govern_artifact.churn]
}

output "use_cases" {
  description = "Names of all use cases."
  value       = sort([for use_case in values(data.dataiku_govern_artifacts.use_cases.artifacts) : use_case.name])
}
