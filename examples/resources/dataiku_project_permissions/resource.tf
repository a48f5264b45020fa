resource "dataiku_project" "churn" {
  project_key         = "CHURN"
  name                = "Churn prediction"
  owner               = "admin"
  deletion_protection = false
}

resource "dataiku_group" "analysts" {
  name = "analysts"
}

resource "dataiku_group" "business" {
  name = "business"
}

# Whoever is not named here has no permission on the project, but for its owner and administrators.
resource "dataiku_project_permissions" "example" {
  project_key = dataiku_project.churn.project_key

  groups = {
    (dataiku_group.analysts.name) = {
      write_project_content = true
      export_datasets_data  = true
    }
    (dataiku_group.business.name) = {
      read_dashboards = true
      run_scenarios   = true
    }
  }

  users = {
    admin = {
      admin = true
    }
  }
}
