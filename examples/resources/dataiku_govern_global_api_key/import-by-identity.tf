import {
  to = dataiku_govern_global_api_key.example
  identity = {
    id = "W7kQm2ZtYbN4xLpD"
  }
}
