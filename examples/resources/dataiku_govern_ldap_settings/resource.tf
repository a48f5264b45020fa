variable "bind_password" {
  type      = string
  ephemeral = true
  default   = "change-me-12"
}

resource "dataiku_govern_ldap_settings" "example" {
  enabled = true
  url     = "ldaps://ldap.example.com/dc=example,dc=com"

  bind_dn                  = "cn=dataiku,ou=services,dc=example,dc=com"
  bind_password_wo         = var.bind_password
  bind_password_wo_version = 1

  user_filter        = "(&(objectClass=person)(uid={USERNAME}))"
  username_attribute = "uid"
  enable_groups      = true
  group_filter       = "(&(objectClass=groupOfNames)(member={USERDN}))"
  authorized_groups  = ["dataiku-users", "dataiku-admins"]

  auto_import_users    = true
  default_user_profile = "READER"

  # ada@example.com becomes ada.
  remapping_rules = [
    { rule_from = "(.*)@example\\.com", rule_to = "$1" },
  ]
}
