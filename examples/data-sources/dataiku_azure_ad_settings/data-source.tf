data "dataiku_azure_ad_settings" "current" {}

output "tenant" {
  value = data.dataiku_azure_ad_settings.current.credentials_tenant_id
}
