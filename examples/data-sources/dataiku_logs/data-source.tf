data "dataiku_logs" "all" {}

output "log_files" {
  value = data.dataiku_logs.all.names
}
