variable "measured" {
  type        = object({ at = string, accuracy = number })
  default     = { at = "2026-03-31T00:00:00Z", accuracy = 0.92 }
  description = "What the last evaluation measured."
}

resource "dataiku_govern_time_series" "accuracy" {
  deletion_protection = false
}

action "dataiku_govern_time_series_push" "accuracy" {
  config {
    time_series_id  = dataiku_govern_time_series.accuracy.id
    datapoints_json = jsonencode({ (var.measured.at) = var.measured.accuracy })
  }
}

resource "terraform_data" "measured" {
  input = var.measured

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_govern_time_series_push.accuracy]
    }
  }
}
