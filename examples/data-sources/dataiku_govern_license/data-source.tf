data "dataiku_govern_license" "current" {}

check "licence_of_govern" {
  assert {
    condition     = data.dataiku_govern_license.current.valid
    error_message = "The licence of the Govern node is not valid."
  }
}
