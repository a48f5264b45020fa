import {
  to = dataiku_connection_elasticsearch.example
  identity = {
    name = "search_es"
  }
}
