resource "dataiku_connection_s3" "lake" {
  name                 = "datalake"
  aws_credentials_mode = "ENVIRONMENT"
  region_or_endpoint   = "eu-west-1"

  # The run fails when the connection does not work.
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.dataiku_connection_test.lake]
    }
  }
}

action "dataiku_connection_test" "lake" {
  config {
    name = "datalake"
  }
}
