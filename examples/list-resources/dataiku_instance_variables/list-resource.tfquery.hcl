list "dataiku_instance_variables" "all" {
  provider = dataiku
}
