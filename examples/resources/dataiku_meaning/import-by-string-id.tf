import {
  to = dataiku_meaning.example
  id = "department"
}
