variable "cluster_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_connection_elasticsearch" "example" {
  name        = "search_es"
  description = "Search cluster"

  host    = "es.example.com"
  port    = 9200
  ssl     = true
  dialect = "ES_8"

  # Their names in the API are not published: take them from a connection that exists.
  params_json              = jsonencode({ user = "dataiku" })
  secret_params_wo         = { password = var.cluster_password }
  secret_params_wo_version = 1

  naming_rule = {
    index_name_dataset_name_prefix = "$${projectKey}_" # a variable of DSS, not of Terraform
  }
}
