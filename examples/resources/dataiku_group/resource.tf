resource "dataiku_group" "example" {
  name        = "data-engineers"
  description = "Build pipelines and own their code environments"

  abilities = {
    may_create_projects     = true
    may_create_code_envs    = true
    may_write_unsafe_code   = true
    may_create_workspaces   = true
    may_share_to_workspaces = true
  }
}

# Members come from LDAP.
resource "dataiku_group" "analysts" {
  name             = "analysts"
  source_type      = "LDAP"
  ldap_group_names = ["cn=analysts,ou=groups,dc=example,dc=com"]
}
