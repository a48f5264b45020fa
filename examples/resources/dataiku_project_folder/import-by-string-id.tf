import {
  to = dataiku_project_folder.example
  id = "aB3dE6g"
}
