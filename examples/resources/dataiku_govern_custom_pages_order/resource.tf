resource "dataiku_govern_custom_page" "use_cases" {
  identifier = "use_cases"
  name       = "Use cases"
  icon       = "table_view"
  type       = "artifact-table"
  visible    = true
}

resource "dataiku_govern_custom_pages_order" "example" {
  page_ids = [
    dataiku_govern_custom_page.use_cases.id,
    "cp.system.governable-items",
  ]
}
