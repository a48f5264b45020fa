import {
  to = dataiku_instance_variable.example
  id = "region"
}
