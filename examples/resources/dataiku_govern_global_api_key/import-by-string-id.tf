import {
  to = dataiku_govern_global_api_key.example
  id = "W7kQm2ZtYbN4xLpD"
}
