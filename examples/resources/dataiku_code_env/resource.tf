resource "dataiku_group" "data_science" {
  name        = "data-science"
  description = "Train and evaluate models"
}

resource "dataiku_code_env" "example" {
  lang               = "PYTHON"
  name               = "churn-models"
  python_interpreter = "PYTHON311"

  spec_package_list = [
    "lightgbm>=4.3,<5",
    "shap==0.46.0",
  ]
  install_core_packages   = true
  install_jupyter_support = true

  usable_by_all = false
  permissions = {
    (dataiku_group.data_science.name) = { use = true, update = true }
  }

  timeouts = {
    create = "45m"
    update = "45m"
  }
}

# The packages of a requirements file, without its blank lines.
resource "dataiku_code_env" "reports" {
  lang = "PYTHON"
  name = "reports"
  spec_package_list = compact([for line in split("\n", <<-EOT
    jinja2
    weasyprint==62.3
  EOT
  ) : trimspace(line)])

  # Images for one containerized execution configuration; building them needs a key with administrator rights.
  all_container_confs = false
  container_confs     = ["cpu-small"]
  dockerfile_at_end   = "RUN fc-cache -f"
  build_images        = true
}

resource "dataiku_code_env" "forecasting" {
  lang              = "R"
  name              = "forecasting"
  spec_package_list = ["forecast", "prophet"]
}
