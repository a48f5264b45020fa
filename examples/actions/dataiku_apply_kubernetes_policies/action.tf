resource "dataiku_container_execution_config" "cpu" {
  name                        = "cpu"
  type                        = "KUBERNETES"
  kubernetes_namespace        = "dataiku"
  create_namespace            = true
  ensure_namespace_compliance = true

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_apply_kubernetes_policies.all]
    }
  }
}

action "dataiku_apply_kubernetes_policies" "all" {
  config {}
}
