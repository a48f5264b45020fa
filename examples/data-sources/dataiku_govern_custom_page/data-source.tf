data "dataiku_govern_custom_page" "governable_items" {
  id = "cp.system.governable-items"
}

output "governable_items_are_visible" {
  value = data.dataiku_govern_custom_page.governable_items.visible
}
