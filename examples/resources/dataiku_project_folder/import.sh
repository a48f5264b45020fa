# The identifier of the folder, as in the address of its page
terraform import dataiku_project_folder.example "aB3dE6g"
