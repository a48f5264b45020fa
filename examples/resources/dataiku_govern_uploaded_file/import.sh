# The identifier, as a field of an artifact holds it
terraform import dataiku_govern_uploaded_file.example "uf.7"
