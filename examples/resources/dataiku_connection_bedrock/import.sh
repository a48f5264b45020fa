# The name
terraform import dataiku_connection_bedrock.example "bedrock"
