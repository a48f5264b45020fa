# The identifier, which the page of the artifact shows in its address
terraform import dataiku_govern_artifact.example "ar.42"
