resource "dataiku_govern_group" "auditors" {
  name = "auditors"
}

# With the rights of groups (Govern 14.3 and later).
resource "dataiku_govern_global_api_key" "example" {
  label       = "Audit report"
  description = "Reads artifacts every night"
  groups      = [dataiku_govern_group.auditors.name]
}

# With permissions of its own. From version 14.4 on, set is_govern_architect instead.
resource "dataiku_govern_global_api_key" "promotion" {
  label = "Promotion"

  global_permissions = {
    may_manage_govern = true
  }
}

output "audit_key" {
  value     = dataiku_govern_global_api_key.example.key
  sensitive = true
}
