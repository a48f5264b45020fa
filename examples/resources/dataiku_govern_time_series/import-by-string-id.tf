import {
  to = dataiku_govern_time_series.example
  id = "ts.7"
}
