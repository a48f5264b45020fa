# The identifier
terraform import dataiku_code_studio_template.example "vscode"
