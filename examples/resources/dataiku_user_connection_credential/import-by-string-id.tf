import {
  to = dataiku_user_connection_credential.example
  id = "ada/warehouse"
}
