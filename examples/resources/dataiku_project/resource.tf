resource "dataiku_project_folder" "marketing" {
  name = "Marketing"
}

resource "dataiku_project" "example" {
  project_key       = "CHURN"
  name              = "Churn prediction"
  short_desc        = "Which customers are about to leave"
  tags              = ["marketing", "production"]
  owner             = "admin"
  project_folder_id = dataiku_project_folder.marketing.id

  description = <<-EOT
    # Churn prediction

    Scores every customer once a week.
  EOT

  # Lets terraform destroy work. Leave it out for a project that somebody works in.
  deletion_protection = false
}
