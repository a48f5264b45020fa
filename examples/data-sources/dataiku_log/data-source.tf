data "dataiku_log" "backend" {
  name       = "backend.log"
  last_lines = 100
}

output "backend_errors" {
  value     = [for line in split("\n", data.dataiku_log.backend.content) : line if strcontains(line, "[ERROR]")]
  sensitive = true
}
