resource "dataiku_code_env" "notebooks" {
  lang = "PYTHON"
  name = "notebooks"
}

# For an environment of somebody else: terraform apply -invoke=action.dataiku_code_env_set_jupyter.notebooks
action "dataiku_code_env_set_jupyter" "notebooks" {
  config {
    lang   = dataiku_code_env.notebooks.lang
    name   = dataiku_code_env.notebooks.name
    active = false
  }
}
