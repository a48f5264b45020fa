# The identifier that the server made. The key itself stays unknown.
terraform import dataiku_personal_api_key.example "W7kQm2ZtYbN4xLpD"
