resource "dataiku_code_env" "reports" {
  lang = "PYTHON"
  name = "reports"
}

data "dataiku_code_env_logs" "reports" {
  lang = dataiku_code_env.reports.lang
  name = dataiku_code_env.reports.name
  log  = "createPythonEnv.log"
}

output "how_it_was_built" {
  value = data.dataiku_code_env_logs.reports.text
}
