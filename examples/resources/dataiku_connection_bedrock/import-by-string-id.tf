import {
  to = dataiku_connection_bedrock.example
  id = "bedrock"
}
