# The login
terraform import dataiku_user.example "ada"
