# The key of the project and the identifier of the scenario
terraform import dataiku_scenario.example "CHURN/Nightly_build"
