import {
  to = dataiku_govern_user.example
  identity = {
    login = "ada"
  }
}
