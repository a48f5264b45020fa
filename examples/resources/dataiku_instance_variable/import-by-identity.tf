import {
  to = dataiku_instance_variable.example
  identity = {
    name = "region"
  }
}
