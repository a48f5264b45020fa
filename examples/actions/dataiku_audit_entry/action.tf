variable "change" {
  type        = string
  default     = "CHG0012345"
  description = "The change request that this run belongs to."
}

action "dataiku_audit_entry" "run" {
  config {
    type            = "terraform-apply"
    parameters_json = jsonencode({ change = var.change })
  }
}

resource "terraform_data" "change" {
  input = var.change

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_audit_entry.run]
    }
  }
}
