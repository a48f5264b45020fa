resource "dataiku_messaging_channel_smtp" "team" {
  channel_id = "Team mail"
  host       = "mail.example.com"
  port       = 587
  sender     = "dss@example.com"
}

resource "dataiku_project" "reports" {
  project_key         = "REPORTS"
  name                = "Reports"
  owner               = "admin"
  deletion_protection = false

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.dataiku_send_mail.announce]
    }
  }

  depends_on = [dataiku_messaging_channel_smtp.team]
}

action "dataiku_send_mail" "announce" {
  config {
    channel_id  = "Team mail"
    project_key = "REPORTS"
    to          = ["team@example.com"]
    subject     = "The project Reports is ready"
    body        = "You may start."
    plain_text  = true
  }
}
