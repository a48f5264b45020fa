import {
  to = dataiku_instance_variables.example
  id = "instance-variables"
}
