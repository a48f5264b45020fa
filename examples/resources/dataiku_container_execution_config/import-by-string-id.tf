import {
  to = dataiku_container_execution_config.example
  id = "gpu"
}
