import {
  to = dataiku_govern_time_series.example
  identity = {
    id = "ts.7"
  }
}
