resource "dataiku_code_env" "reports" {
  lang              = "PYTHON"
  name              = "reports"
  spec_package_list = ["jinja2"]
}

data "dataiku_code_env" "reports" {
  lang = "PYTHON"
  name = dataiku_code_env.reports.name
}

output "installed" {
  value = data.dataiku_code_env.reports.actual_package_list
}
