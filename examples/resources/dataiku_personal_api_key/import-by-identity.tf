import {
  to = dataiku_personal_api_key.example
  identity = {
    id = "W7kQm2ZtYbN4xLpD"
  }
}
