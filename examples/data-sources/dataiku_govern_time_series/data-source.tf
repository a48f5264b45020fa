resource "dataiku_govern_time_series" "accuracy" {
  datapoints_json     = jsonencode({ "2026-01-31T00:00:00Z" = 0.93, "2026-02-28T00:00:00Z" = 0.91 })
  deletion_protection = false
}

data "dataiku_govern_time_series" "accuracy" {
  id = dataiku_govern_time_series.accuracy.id
}

output "worst_accuracy" {
  value = min(values(jsondecode(data.dataiku_govern_time_series.accuracy.datapoints_json))...)
}
