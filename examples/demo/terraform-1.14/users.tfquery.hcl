# What there is, also what Terraform does not manage: terraform query
list "dataiku_user" "all" {
  provider = dataiku
}
