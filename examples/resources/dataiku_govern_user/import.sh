# The login
terraform import dataiku_govern_user.example "ada"
