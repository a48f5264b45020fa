data "dataiku_code_envs" "all" {}

output "managed_python_environments" {
  value = [for env in data.dataiku_code_envs.all.envs : env.name if env.lang == "PYTHON" && env.deployment_mode == "DESIGN_MANAGED"]
}
