locals {
  use_cases = {
    churn = {
      name   = "Churn scoring"
      fields = { purpose = "Find customers who are about to leave", risk_level = "Medium", go_live = "2027-03-01T00:00:00.000Z" }
    }
    segmentation = {
      name   = "Customer segmentation"
      fields = { purpose = "Group customers by what they buy", risk_level = "Low" }
    }
    chatbot = {
      name   = "Support chatbot"
      fields = { purpose = "Answer common questions", risk_level = "High" }
    }
  }
}

resource "dataiku_govern_artifact" "use_case" {
  for_each = local.use_cases

  blueprint_id  = dataiku_govern_blueprint_version.v1.blueprint_id
  version_id    = dataiku_govern_blueprint_version.v1.version_id
  name          = each.value.name
  fields_json   = jsonencode(each.value.fields)
  step_statuses = { draft = "ONGOING" }

  # An artifact gets the sign-offs that its version has when it is made.
  depends_on = [dataiku_govern_signoff_configuration.review]
}
