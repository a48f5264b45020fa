import {
  to = dataiku_govern_group.example
  id = "governance-team"
}
