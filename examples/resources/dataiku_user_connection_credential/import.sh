# The login of the user, and the name of the connection
terraform import dataiku_user_connection_credential.example "ada/warehouse"
