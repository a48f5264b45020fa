# The name of the variable
terraform import dataiku_instance_variable.example "region"
