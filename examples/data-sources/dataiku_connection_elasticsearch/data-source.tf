resource "dataiku_connection_elasticsearch" "search_es" {
  name    = "search_es"
  host    = "es.example.com"
  dialect = "ES_8"
}

data "dataiku_connection_elasticsearch" "search_es" {
  name = dataiku_connection_elasticsearch.search_es.id
}

output "dialect" {
  value = data.dataiku_connection_elasticsearch.search_es.dialect
}
