# The name
terraform import dataiku_connection_elasticsearch.example "search_es"
