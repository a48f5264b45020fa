import {
  to = dataiku_govern_user.example
  id = "ada"
}
