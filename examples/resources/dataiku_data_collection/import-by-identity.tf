import {
  to = dataiku_data_collection.example
  identity = {
    id = "aBcD1234"
  }
}
