import {
  to = dataiku_user.example
  identity = {
    login = "ada"
  }
}
