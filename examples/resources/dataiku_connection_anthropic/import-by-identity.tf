import {
  to = dataiku_connection_anthropic.example
  identity = {
    name = "anthropic"
  }
}
