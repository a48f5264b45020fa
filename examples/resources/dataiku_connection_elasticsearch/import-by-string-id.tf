import {
  to = dataiku_connection_elasticsearch.example
  id = "search_es"
}
