# Needs DSS 15.
list "dataiku_container_image_build_config" "all" {
  provider = dataiku
}
