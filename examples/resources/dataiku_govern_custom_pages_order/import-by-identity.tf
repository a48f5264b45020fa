import {
  to = dataiku_govern_custom_pages_order.example
  identity = {
    id = "custom-pages-order"
  }
}
