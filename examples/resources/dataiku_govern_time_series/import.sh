# The identifier, as a field of an artifact holds it
terraform import dataiku_govern_time_series.example "ts.7"
