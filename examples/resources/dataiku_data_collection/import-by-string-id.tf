import {
  to = dataiku_data_collection.example
  id = "aBcD1234"
}
