# The login of the user, and the name of the secret
terraform import dataiku_user_secret.example "ada/warehouse_token"
