# What retrieval-augmented generation needs. Run it once for a node, with
# terraform apply -invoke=action.dataiku_code_env_create_internal.rag
action "dataiku_code_env_create_internal" "rag" {
  config {
    dss_internal_code_env_type = "RAG_CODE_ENV"
    python_interpreter         = "PYTHON311"
    timeout                    = "45m"
  }
}
