# The full identifier
terraform import dataiku_govern_custom_page.example "cp.running_projects"
