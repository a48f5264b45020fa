list "dataiku_govern_custom_pages_order" "all" {
  provider = dataiku
}
