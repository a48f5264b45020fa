import {
  to = dataiku_project_folder.example
  identity = {
    id = "aB3dE6g"
  }
}
