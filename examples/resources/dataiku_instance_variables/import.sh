# The same for every node
terraform import dataiku_instance_variables.example "instance-variables"
