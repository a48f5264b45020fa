resource "dataiku_connection_filesystem" "example" {
  name        = "shared_files"
  description = "Files that several projects read"
  root        = "$${dip.home}/shared" # a variable of DSS, not of Terraform

  allow_managed_datasets = false
  allow_managed_folders  = true
}
