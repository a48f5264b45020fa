resource "dataiku_container_execution_config" "cpu" {
  name           = "cpu"
  type           = "KUBERNETES"
  repository_url = "registry.example.com/dataiku"

  # A registry that is new has no images yet.
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_push_base_images.all]
    }
  }
}

action "dataiku_push_base_images" "all" {
  config {
    timeout = "45m"
  }
}
