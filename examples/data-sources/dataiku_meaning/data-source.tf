resource "dataiku_meaning" "department" {
  meaning_id = "department"
  label      = "Department"
  type       = "VALUES_LIST"
  entries    = { for name in ["sales", "legal", "support"] : name => {} }
}

data "dataiku_meaning" "department" {
  meaning_id = dataiku_meaning.department.id
}

output "departments" {
  value = keys(data.dataiku_meaning.department.entries)
}
