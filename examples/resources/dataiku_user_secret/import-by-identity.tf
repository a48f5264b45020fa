import {
  to = dataiku_user_secret.example
  identity = {
    login = "ada"
    name  = "warehouse_token"
  }
}
