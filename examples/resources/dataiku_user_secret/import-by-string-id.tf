import {
  to = dataiku_user_secret.example
  id = "ada/warehouse_token"
}
