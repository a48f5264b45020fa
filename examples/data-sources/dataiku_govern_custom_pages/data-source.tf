data "dataiku_govern_custom_pages" "all" {}

output "names_of_hidden_pages" {
  value = [for page in data.dataiku_govern_custom_pages.all.pages : page.name if page.visible == false]
}
