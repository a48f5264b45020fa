import {
  to = dataiku_container_execution_config.example
  identity = {
    name = "gpu"
  }
}
