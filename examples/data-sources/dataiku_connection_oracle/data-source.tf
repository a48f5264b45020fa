resource "dataiku_connection_oracle" "erp_oracle" {
  name        = "erp_oracle"
  params_json = jsonencode({ host = "oracle.example.com" })
}

data "dataiku_connection_oracle" "erp_oracle" {
  name = dataiku_connection_oracle.erp_oracle.id
}

output "host" {
  value = jsondecode(data.dataiku_connection_oracle.erp_oracle.params_json).host
}
