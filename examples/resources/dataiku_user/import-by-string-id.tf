import {
  to = dataiku_user.example
  id = "ada"
}
