# The accuracy that was measured before the model came under governance. What monitoring adds later is left alone.
resource "dataiku_govern_time_series" "example" {
  datapoints_json = jsonencode({
    "2026-01-31T00:00:00Z" = 0.93
    "2026-02-28T00:00:00Z" = 0.91
  })

  # Lets terraform destroy empty the series. Leave it out for one that somebody needs.
  deletion_protection = false
}
