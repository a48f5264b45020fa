import {
  to = dataiku_govern_custom_page.example
  id = "cp.running_projects"
}
