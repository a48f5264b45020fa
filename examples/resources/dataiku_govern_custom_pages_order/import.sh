# The same for every node
terraform import dataiku_govern_custom_pages_order.example "custom-pages-order"
