data "dataiku_license" "current" {}

check "licence" {
  assert {
    condition     = data.dataiku_license.current.valid
    error_message = "The licence of the node is not valid."
  }
}

output "profiles_over_quota" {
  value = [for profile, limit in data.dataiku_license.current.profile_limits : profile if limit.over_quota]
}
