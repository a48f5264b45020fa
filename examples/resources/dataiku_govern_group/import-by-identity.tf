import {
  to = dataiku_govern_group.example
  identity = {
    name = "governance-team"
  }
}
