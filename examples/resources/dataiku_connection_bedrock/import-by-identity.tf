import {
  to = dataiku_connection_bedrock.example
  identity = {
    name = "bedrock"
  }
}
