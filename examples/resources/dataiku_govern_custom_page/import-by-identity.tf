import {
  to = dataiku_govern_custom_page.example
  identity = {
    id = "cp.running_projects"
  }
}
