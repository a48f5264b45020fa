resource "dataiku_govern_uploaded_file" "example" {
  name    = "model-risk-policy.md"
  content = <<-EOT
    # Model risk policy

    Every model has an owner, and is reviewed once a year.
  EOT

  # A file beside the configuration is given by its path instead:
  # source = "${path.module}/model-risk-policy.pdf"
}

resource "dataiku_govern_blueprint" "policy" {
  identifier = "policy_documents"
  name       = "Policy documents"
}

resource "dataiku_govern_blueprint_version" "policy" {
  blueprint_id = dataiku_govern_blueprint.policy.id
  identifier   = "v1"
  status       = "ACTIVE"

  field = {
    document = { label = "Document", field_type = "UPLOADED_FILE" }
  }
}

resource "dataiku_govern_artifact" "policy" {
  blueprint_id        = dataiku_govern_blueprint_version.policy.blueprint_id
  version_id          = dataiku_govern_blueprint_version.policy.version_id
  name                = "Model risk"
  fields_json         = jsonencode({ document = dataiku_govern_uploaded_file.example.id })
  deletion_protection = false
}
