list "dataiku_govern_blueprint" "all" {
  provider = dataiku
}
