list "dataiku_instance_variable" "all" {
  provider = dataiku
}
