# The name
terraform import dataiku_connection_anthropic.example "anthropic"
