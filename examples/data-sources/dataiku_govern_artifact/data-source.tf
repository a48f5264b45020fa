resource "dataiku_govern_blueprint" "policy" {
  identifier = "ai_policy"
  name       = "AI policy"
}

resource "dataiku_govern_blueprint_version" "policy" {
  blueprint_id = dataiku_govern_blueprint.policy.id
  identifier   = "v1"
  status       = "ACTIVE"

  field = {
    owner = { label = "Owner", field_type = "TEXT" }
  }
}

resource "dataiku_govern_artifact" "policy" {
  blueprint_id        = dataiku_govern_blueprint_version.policy.blueprint_id
  version_id          = dataiku_govern_blueprint_version.policy.version_id
  name                = "Use of generative AI"
  fields_json         = jsonencode({ owner = "Legal" })
  deletion_protection = false
}

data "dataiku_govern_artifact" "policy" {
  id = dataiku_govern_artifact.policy.id
}

output "owner_of_the_policy" {
  value = jsondecode(data.dataiku_govern_artifact.policy.fields_json).owner
}
