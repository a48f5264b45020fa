resource "dataiku_meaning" "example" {
  meaning_id         = "department"
  label              = "Department"
  type               = "VALUES_LIST"
  description        = "Code of a department, as in the directory"
  normalization_mode = "LOWERCASE"

  entries = {
    sales   = { color = "#2e7d32" }
    legal   = { color = "#1565c0" }
    support = {}
  }
}

resource "dataiku_meaning" "agreement" {
  meaning_id = "poll_agreement"
  label      = "Answer to a poll"
  type       = "VALUES_MAPPING"

  mappings = {
    "1" = { value = "Agree", color = "#2e7d32" }
    "5" = { value = "Disagree", color = "#c62828" }
  }
}

resource "dataiku_meaning" "customer" {
  meaning_id = "crm_customer"
  label      = "Customer in the CRM"
  type       = "PATTERN"
  pattern    = "C[0-9]{8}"
  detectable = true
}
