data "dataiku_govern_custom_pages_order" "current" {}

output "first_page" {
  value = data.dataiku_govern_custom_pages_order.current.page_ids[0]
}
