resource "dataiku_group" "marketing" {
  name = "marketing"
}

resource "dataiku_project_folder" "example" {
  name = "Marketing"

  permissions = {
    (dataiku_group.marketing.name) = {
      read           = true
      write_contents = true
    }
  }
}

# A folder in the folder. A change of parent_id moves it with all that is in it.
resource "dataiku_project_folder" "archive" {
  name      = "Archive"
  parent_id = dataiku_project_folder.example.id
}
