import {
  to = dataiku_meaning.example
  identity = {
    meaning_id = "department"
  }
}
