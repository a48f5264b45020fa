resource "dataiku_connection_hdfs" "example" {
  name        = "hdfs_team"
  description = "Files of the data team"

  root                     = "/user/dataiku/team"
  default_database         = "team"
  acl_synchronization_mode = "NONE"

  naming_rule = {
    hdfs_path_dataset_name_prefix  = "$${projectKey}/" # a variable of DSS, not of Terraform
    table_name_dataset_name_prefix = "$${projectKey}_"
    hive_database_name             = "team"
  }
}
