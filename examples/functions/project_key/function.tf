# CUSTOMER_CHURN_2026
output "project_key" {
  value = provider::dataiku::project_key("Customer churn (2026)")
}
