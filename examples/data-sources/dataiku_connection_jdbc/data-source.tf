resource "dataiku_connection_jdbc" "archive_jdbc" {
  name        = "archive_jdbc"
  params_json = jsonencode({ jdbcurl = "jdbc:mariadb://archive.example.com:3306/archive" })
}

data "dataiku_connection_jdbc" "archive_jdbc" {
  name = dataiku_connection_jdbc.archive_jdbc.id
}

output "url" {
  value = jsondecode(data.dataiku_connection_jdbc.archive_jdbc.params_json).jdbcurl
}
