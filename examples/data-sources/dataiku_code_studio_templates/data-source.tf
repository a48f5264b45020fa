data "dataiku_code_studio_templates" "all" {}

output "never_built" {
  value = [for id, t in data.dataiku_code_studio_templates.all.templates : id if t.last_built == null]
}
