# Before version 14.4 of Govern; from 14.4 on, set is_govern_architect instead.
resource "dataiku_govern_group" "example" {
  name        = "governance-team"
  description = "Design blueprints, workflows and pages"

  abilities = {
    may_manage_govern = true
  }
}

# Members come from LDAP.
resource "dataiku_govern_group" "reviewers" {
  name             = "reviewers"
  source_type      = "LDAP"
  ldap_group_names = ["cn=reviewers,ou=groups,dc=example,dc=com"]
}
