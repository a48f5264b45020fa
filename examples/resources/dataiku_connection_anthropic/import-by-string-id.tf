import {
  to = dataiku_connection_anthropic.example
  id = "anthropic"
}
