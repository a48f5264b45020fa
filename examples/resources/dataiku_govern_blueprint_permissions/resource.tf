resource "dataiku_govern_blueprint" "model_card" {
  identifier = "model_card"
  name       = "Model card"
}

resource "dataiku_govern_role" "model_owner" {
  identifier = "model_owner"
  label      = "Model owner"
}

# In place of the default permissions. The names of the members are those that a node answers.
resource "dataiku_govern_blueprint_permissions" "example" {
  blueprint_id = dataiku_govern_blueprint.model_card.id

  everyone_permissions_json = jsonencode({
    artifact = { read = true }
  })

  role_permissions_json = jsonencode({
    (dataiku_govern_role.model_owner.id) = { artifact = { read = true, write = true, create = true } }
  })
}
