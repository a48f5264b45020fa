import {
  to = dataiku_scenario.example
  id = "CHURN/Nightly_build"
}
