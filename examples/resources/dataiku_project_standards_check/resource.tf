data "dataiku_project_standards_check_specs" "all" {}

resource "dataiku_project_standards_check" "example" {
  check_element_type = data.dataiku_project_standards_check_specs.all.element_types[0]
  name               = "Small flow"
  description        = "A flow that nobody can overlook is split into several projects."
  tags               = ["flow"]

  # Which parameters there are depends on the plugin that brings the spec.
  check_params_json = jsonencode({
    maximum = 50
  })
}
