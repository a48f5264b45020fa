import {
  to = dataiku_govern_custom_pages_order.example
  id = "custom-pages-order"
}
