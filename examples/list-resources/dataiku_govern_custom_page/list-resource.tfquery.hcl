list "dataiku_govern_custom_page" "all" {
  provider = dataiku
}
