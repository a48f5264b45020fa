import {
  to = dataiku_personal_api_key.example
  id = "W7kQm2ZtYbN4xLpD"
}
