import {
  to = dataiku_instance_variables.example
  identity = {
    id = "instance-variables"
  }
}
