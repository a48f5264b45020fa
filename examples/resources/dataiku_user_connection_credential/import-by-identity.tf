import {
  to = dataiku_user_connection_credential.example
  identity = {
    login           = "ada"
    connection_name = "warehouse"
  }
}
